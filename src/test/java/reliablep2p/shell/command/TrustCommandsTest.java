package reliablep2p.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reliablep2p.model.Invitation;
import reliablep2p.model.InvitationSecret;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FetchOutcome;
import reliablep2p.shell.Contexts;
import reliablep2p.shell.FakePeer;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Style;
import reliablep2p.shell.output.Times;

/** What a peer's person types about versions, trust and the journal. */
class TrustCommandsTest {
    private final FakePeer peer = new FakePeer().connected().versions("hangman.java", Sample.FIRST, Sample.SECOND);
    private final RecordingScreen screen = new RecordingScreen(200);
    private final Commands commands = Commands.ofPeer(peer, Contexts.of(Output.text(screen, new Style(false))));

    private ExitCode run(String line) {
        return commands.run(List.of(line.split(" ")), new Cancellation());
    }

    @Test
    void handsAnInvitationOnAsItWasTyped() {
        String word = new Invitation(Sample.SELF.address(), Sample.SELF.id(), InvitationSecret.make(new SecureRandom()))
                .word();
        run("connect " + word);
        run("connect");
        assertThat(peer.calls()).containsExactly("connect " + word, "connect");
        assertThat(run("connect " + word.replace("rp2p1-", "rp2p1-x"))).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void showsTheVersionsOfAFile() {
        assertThat(run("versions hangman.java -r")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers()).hasSize(4);
        assertThat(screen.answers().get(0)).isEqualTo("Versions of hangman.java");
        assertThat(screen.answers().get(2)).contains("2", "3.4 KiB", Sample.OTHER.toString(), "current");
        assertThat(screen.answers().get(3)).contains("1", "database peer", "revoked 2026-01-", "a password \\u001b[2J");
        assertThat(run("versions hangmn.java")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(run("versions ../x")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(screen.notes())
                .containsExactly(
                        "hangmn.java is not in the catalog; did you mean hangman.java?",
                        "../x is not in the catalog; list shows what is");
    }

    @ParameterizedTest
    @CsvSource({"hangman.java@2, get hangman.java@2", "x@02, get x@02", "x@0, get x@0", "a@b@3, get a@b@3", "x@, get x@"
    })
    void readsAVersionBehindAName(String typed, String call) {
        run("get " + typed);
        assertThat(peer.calls()).containsExactly(call);
    }

    @Test
    void takesANameThatLooksLikeAVersionForTheName() {
        peer.naming("mail@2").versions("mail", Sample.SECOND);
        TypedVersion plain = TypedVersion.of("mail@2", List.of("mail@2", "mail"));
        TypedVersion version = TypedVersion.of("mail@2", List.of("mail"));
        assertThat(plain.number()).isEmpty();
        assertThat(plain.name()).isEqualTo("mail@2");
        assertThat(version.number()).hasValue(2);
        assertThat(version.name()).isEqualTo("mail");
    }

    @Test
    void saysThatThereIsNoSuchVersion() {
        peer.fetching("hangman.java", cancelled -> new FetchOutcome.NotListed(Sample.HANGMAN.name()));
        assertThat(run("get hangman.java@7")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(run("get nothing@7")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(screen.notes())
                .containsExactly(
                        "hangman.java@7 is not in the catalog; versions hangman.java shows which versions there are",
                        "nothing is not in the catalog; list shows what is");
    }

    @Test
    void getsVersionsAmongSeveral() {
        peer.listing("odd@1", cancelled -> new FetchOutcome.Present(Sample.MELODY));
        peer.fetching("melody.mp3", cancelled -> new FetchOutcome.Present(Sample.MELODY));
        assertThat(run("get melody.mp3 hangman.java@2 odd@1 hangman.java@9")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(peer.calls()).containsExactlyInAnyOrder("get melody.mp3", "get hangman.java@2", "get odd@1");
    }

    @Test
    void getsAVersionOfEachFileThatAPatternTakes() {
        peer.listing("odd@1", cancelled -> new FetchOutcome.Present(Sample.MELODY));
        run("get *.java@2");
        run("get od?@1");
        run("get *.mp3@2");
        assertThat(peer.calls()).containsExactlyInAnyOrder("get hangman.java@2", "get odd@1");
        assertThat(screen.notes()).anyMatch(line -> line.contains("*.mp3@2"));
    }

    @Test
    void tellsWhyARevokedFileDoesNotCome() {
        peer.fetching("melody.mp3", c -> new FetchOutcome.Revoked(Sample.MELODY.name(), Sample.REVOCATION));
        assertThat(run("get melody.mp3")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(screen.notes())
                .containsExactly("melody.mp3 was revoked by the operator on "
                        + Times.here().exact(Sample.EXPIRES) + ": a password \\u001b[2J");
    }

    @Test
    void namesTheTrustedPeersThatHaveTheFile() {
        peer.trusting(Sample.TRUSTED)
                .fetching(
                        "melody.mp3",
                        c -> new FetchOutcome.NotTrusted(
                                Sample.MELODY, Sample.SELF, List.of(Sample.OTHER, Sample.DATABASE)))
                .fetching("hangman.java", c -> new FetchOutcome.NotTrusted(Sample.HANGMAN, Sample.SELF, List.of()));
        assertThat(run("secure-get melody.mp3 9001")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("secure-get hangman.java 9001")).isEqualTo(ExitCode.REFUSED);
        assertThat(screen.notes())
                .containsExactly(
                        Sample.SELF + " is no trusted peer, so it was not asked; these are, and have melody.mp3:",
                        "  " + Sample.OTHER,
                        "  " + Sample.DATABASE + ", the database peer",
                        Sample.SELF + " is no trusted peer, so it was not asked; no trusted peer is known to have"
                                + " hangman.java");
    }

    @Test
    void refusesASecureGetOfAnExpiredCatalog() {
        peer.fetching("melody.mp3", c -> new FetchOutcome.CatalogExpired(Sample.MELODY, Sample.EXPIRES));
        assertThat(run("secure-get melody.mp3 9002")).isEqualTo(ExitCode.REFUSED);
        assertThat(screen.notes()).singleElement().asString().contains("2026-01-09 ", "melody.mp3", "connect");
    }

    @Test
    void saysOfASecureGetWhoseWordItIs() {
        peer.trusting(Sample.TRUSTED);
        run("secure-get hangman.java 9002");
        run("secure-get hangman.java 9000");
        assertThat(screen.answers()).hasSize(4);
        assertThat(screen.answers().get(1)).isEqualTo("It is a trusted peer: the library \\u001b[2J.");
        assertThat(screen.answers().get(3)).isEqualTo("It is the database peer itself.");
    }

    @Test
    void showsWhoIsTrusted() {
        peer.trusting(Sample.TRUSTED);
        assertThat(run("trusted")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers()).hasSize(3);
        assertThat(screen.answers().get(2))
                .contains("127.0.0.1:9002", Sample.OTHER.id().shortened(), "2026-01-", "the library \\u001b[2J");
        run("peers");
        assertThat(screen.answers().get(4)).contains("Note");
        assertThat(screen.answers().get(7)).contains("127.0.0.1:9002", "trusted", "the library \\u001b[2J");
        peer.trusting();
        run("trusted");
        run("trusted x*");
        assertThat(screen.answers().subList(8, 10)).containsExactly("No peer is trusted.", "No peer is trusted.");
    }

    @Test
    void warnsOfACatalogWhoseSignatureHasEnded() {
        peer.expired();
        run("list");
        run("get hangman.java");
        assertThat(screen.notes())
                .hasSize(2)
                .allSatisfy(note -> assertThat(note).startsWith("Warning: the catalog's signature ended on 2026-01-"));
        peer.disconnect();
        run("list");
        assertThat(screen.notes()).hasSize(3).last().asString().startsWith("not connected");
    }

    @Test
    void showsTheJournal() {
        assertThat(run("catalog")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers())
                .contains(
                        "Network  " + Sample.DATABASE.id().hex(),
                        "Journal  port_9001/.reliablep2p/catalog.jsonl",
                        "Entries  12, 3.4 KiB",
                        "Files    2 in the catalog")
                .anyMatch(line -> line.startsWith("Signed   2026-01-"))
                .anyMatch(line -> line.startsWith("Expires  2026-01-"));
        peer.expired();
        run("catalog");
        assertThat(screen.answers()).last().asString().startsWith("Expires  EXPIRED on 2026-01-");
        assertThat(run("catalog prove")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void provesACopyOfTheJournal() {
        assertThat(run("catalog verify")).isEqualTo(ExitCode.DONE);
        assertThat(run("catalog verify copy")).isEqualTo(ExitCode.DONE);
        assertThat(run("catalog verify some/bad")).isEqualTo(ExitCode.VERIFICATION);
        assertThat(screen.answers())
                .contains(
                        "Proved: copy has 12 entries, each follows from the one before, and the head is signed.",
                        "Signed by " + Sample.DATABASE.id().hex() + ", the database peer of this network.",
                        "Signed by " + Sample.DATABASE.id().hex()
                                + ", which is not the database peer that this peer knows: compare the id.");
        assertThat(screen.notes())
                .containsExactly(
                        "some/bad is not what was signed: line 3: it does not follow \\u001b[2J",
                        "Don't believe this copy.");
    }

    @Test
    void forgetsTheDatabasePeerAndSaysWhich() {
        assertThat(run("trust-reset")).isEqualTo(ExitCode.FAILED);
        peer.disconnect();
        assertThat(run("trust-reset")).isEqualTo(ExitCode.DONE);
        assertThat(run("trust-reset")).isEqualTo(ExitCode.DONE);
        assertThat(screen.notes()).containsExactly("not while connected; disconnect first");
        assertThat(screen.answers())
                .containsExactly(
                        "Forgot the database peer " + Sample.DATABASE.id().shortened()
                                + " at 127.0.0.1:9000 and what it had said of the catalog; the files stay.",
                        "The next connect remembers whoever answers there: compare the id with the operator's.",
                        "There is nothing to forget: this peer has never met a database peer at 127.0.0.1:9000.");
    }
}
