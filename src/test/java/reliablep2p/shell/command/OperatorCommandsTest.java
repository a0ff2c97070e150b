package reliablep2p.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.net.Cancellation;
import reliablep2p.node.PendingFile;
import reliablep2p.shell.Contexts;
import reliablep2p.shell.FakeDatabase;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Style;

/** What can be typed at the database peer only. */
class OperatorCommandsTest {
    private static final String OTHER = Sample.OTHER.id().shortened();

    private final FakeDatabase database = new FakeDatabase();
    private final RecordingScreen screen = new RecordingScreen(200);
    private final Commands commands = Commands.ofDatabase(database, Contexts.of(Output.text(screen, new Style(false))));

    private ExitCode run(String line) {
        return commands.run(List.of(line.split(" ")), new Cancellation());
    }

    @Test
    void showsAllCommandsOnOneScreen() {
        RecordingScreen narrow = new RecordingScreen(80);
        Commands.ofDatabase(database, Contexts.of(Output.text(narrow, new Style(false))))
                .run(List.of("help"), new Cancellation());
        assertThat(narrow.answers())
                .hasSizeLessThan(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .filteredOn(line -> line.startsWith("  "))
                .hasSize(19);
    }

    @Test
    void helpsWithEachCommandByAnExample() {
        for (String name : commands.names()) {
            RecordingScreen help = new RecordingScreen(80);
            Commands.ofDatabase(database, Contexts.of(Output.text(help, new Style(false))))
                    .run(List.of("help", name), new Cancellation());
            assertThat(help.answers()).as(name).anyMatch(line -> line.startsWith("Example"));
        }
    }

    @Test
    void showsWhatWaits() {
        database.offering(
                Sample.PENDING,
                new PendingFile(
                        Sample.HANGMAN,
                        FakeDatabase.EXPELLED,
                        Optional.empty(),
                        Sample.EXPIRES,
                        OfferState.FETCHING,
                        3));
        assertThat(run("pending --sort name")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers()).hasSize(4);
        assertThat(screen.answers().get(1)).startsWith("#  File").contains("Version", "Offered by", "Since", "State");
        assertThat(screen.answers().get(2)).contains("hangman.java", "3", "fetching");
        assertThat(screen.answers().get(3)).contains("notes.txt", Sample.OTHER.toString(), "waiting");
        assertThat(screen.notes()).containsExactly("approve NAME takes one into the catalog, reject NAME does not.");
        run("pending *.mp3");
        database.offering();
        run("pending");
        assertThat(screen.answers().subList(4, 6))
                .containsExactly("No file matches *.mp3; waiting are 2.", "No file waits for a decision.");
    }

    @Test
    void approvesByNameAndSharer() {
        assertThat(run("approve notes.txt")).isEqualTo(ExitCode.DONE);
        assertThat(run("approve notes.txt --from 9002")).isEqualTo(ExitCode.DONE);
        assertThat(run("approve other.txt")).isEqualTo(ExitCode.FAILED);
        assertThat(run("approve ../x")).isEqualTo(ExitCode.FAILED);
        assertThat(database.calls())
                .containsExactly("approve notes.txt", "approve notes.txt from " + OTHER, "approve other.txt");
        assertThat(screen.answers())
                .first()
                .isEqualTo("Approved hangman.java (version 2, 3.4 KiB); it is in the catalog now.");
        assertThat(screen.notes()).startsWith("no offer of other.txt waits");
    }

    @Test
    void rejectsWithAReason() {
        assertThat(run("reject notes.txt not for \u001b[2J everybody --from " + OTHER))
                .isEqualTo(ExitCode.DONE);
        assertThat(run("reject notes.txt")).isEqualTo(ExitCode.DONE);
        assertThat(database.calls())
                .containsExactly(
                        "reject notes.txt from " + OTHER + ": not for \u001b[2J everybody", "reject notes.txt: ");
        assertThat(screen.answers())
                .containsExactly(
                        "Rejected notes.txt of " + Sample.OTHER + ": not for \\u001b[2J everybody; it is told.",
                        "Rejected notes.txt of " + Sample.OTHER + "; it is told.");
    }

    @Test
    void revokesAFileOrAVersion() {
        run("revoke hangman.java");
        run("revoke hangman.java@2 a password");
        assertThat(database.calls()).containsExactly("revoke hangman.java: ", "revoke hangman.java@2: a password");
        assertThat(screen.answers())
                .containsExactly(
                        "Revoked hangman.java, all 2 versions; nobody serves it or asks for it any more. Copies stay"
                                + " where they are.",
                        "Revoked hangman.java, version 2: a password; nobody serves it or asks for it any more. Copies"
                                + " stay where they are.");
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        assertThat(run("revoke hangman.java " + "x".repeat(201))).isEqualTo(ExitCode.USAGE);
        assertThat(run("trust 9002 " + "x".repeat(201))).isEqualTo(ExitCode.USAGE);
        assertThat(run("expel 9002 " + "x".repeat(200))).isEqualTo(ExitCode.DONE);
        assertThat(database.calls()).hasSize(1);
        assertThat(screen.notes()).first().isEqualTo("a reason or note has at most 200 characters; this one has 201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9002", "127.0.0.1:9002", "ID", "BEGIN", "UPPER"})
    void findsAPeerByPortAddressAndId(String typed) {
        String hex = Sample.OTHER.id().hex();
        String peer = switch (typed) {
            case "ID" -> hex;
            case "BEGIN" -> hex.substring(0, 7);
            case "UPPER" -> hex.substring(0, 10).toUpperCase(java.util.Locale.ROOT);
            default -> typed;
        };
        assertThat(run("trust " + peer + " the library")).isEqualTo(ExitCode.DONE);
        assertThat(database.calls()).containsExactly("trust " + OTHER + ": the library");
        assertThat(screen.answers())
                .containsExactly(
                        Sample.OTHER + " is a trusted peer now: the library.",
                        "The role belongs to the id " + hex + ", not to the port.");
    }

    @ParameterizedTest
    @CsvSource({
        "9005, no member listens on 9005 now",
        "127.0.0.2:9002, no member listens on 127.0.0.2:9002 now",
        "0, a port is a number from 1 to 65535",
        "abc, abc is no peer",
        "x\u001b[2J, x\\u001b[2J is no peer",
        "ffffffffff, no peer is known whose id begins with ffffffffff"
    })
    void saysWhichPeerItDoesNotFind(String typed, String message) {
        assertThat(run("trust " + typed)).isEqualTo(ExitCode.USAGE);
        assertThat(database.calls()).isEmpty();
        assertThat(screen.notes()).first().asString().contains(message);
    }

    @Test
    void takesDigitsForAPortAndNeverForTheBeginningOfAnId() {
        PeerId digits = new PeerId("90050" + "a".repeat(59));
        database.knowing(FakeDatabase.known(new Member(digits, new Address("127.0.0.1", 7000), Role.PEER)));
        assertThat(run("trust 9005")).isEqualTo(ExitCode.USAGE);
        assertThat(run("trust 90050")).isEqualTo(ExitCode.USAGE);
        assertThat(database.calls()).isEmpty();
        assertThat(run("trust 90050a")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void namesThoseThatMayBeMeant() {
        PeerId twin = new PeerId(Sample.OTHER.id().hex().substring(0, 63) + "0");
        PeerId other = twin.equals(Sample.OTHER.id()) ? new PeerId(twin.hex().substring(0, 63) + "1") : twin;
        database.knowing(FakeDatabase.known(new Member(other, new Address("127.0.0.2", 9002), Role.PEER)));
        assertThat(run("trust 9002")).isEqualTo(ExitCode.USAGE);
        assertThat(run("untrust " + OTHER)).isEqualTo(ExitCode.USAGE);
        assertThat(screen.notes()).hasSize(6);
        assertThat(screen.notes().get(0)).startsWith("several members have the port 9002");
        assertThat(screen.notes().get(1))
                .isEqualTo("  127.0.0.1:9002 " + Sample.OTHER.id().hex());
        assertThat(commands.candidates(List.of("untrust"), "")).containsExactly("127.0.0.1:9002");
        assertThat(commands.candidates(List.of("expel"), ""))
                .containsExactly("9001", "127.0.0.1:9002", "127.0.0.2:9002");
    }

    @Test
    void takesARoleAway() {
        assertThat(run("untrust 9002")).isEqualTo(ExitCode.DONE);
        assertThat(run("untrust 9001")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.answers()).containsExactly(Sample.OTHER + " is no trusted peer any more.");
        assertThat(screen.notes()).containsExactly(Sample.SELF.id().shortened() + " is no trusted peer");
    }

    @Test
    void showsEveryPeerThatIsKnown() {
        assertThat(run("members")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers()).hasSize(6);
        assertThat(screen.answers().get(1)).containsSubsequence("Peer", "Id", "Role", "State", "Invited", "Note");
        assertThat(screen.answers().get(2)).contains("127.0.0.1:9000", "database (this one)", "here");
        assertThat(screen.answers().get(4)).contains(OTHER, "trusted", "the library \\u001b[2J");
        assertThat(screen.answers().get(5)).contains("(away)", "expelled", ": a password \\u001b[2J");
        run("members 9002 --sort role");
        assertThat(screen.answers()).hasSize(10);
        assertThat(screen.answers().get(9)).isEqualTo("1 of 4 peers");
    }

    @Test
    void printsAnInvitationAloneAndWhole() {
        RecordingScreen narrow = new RecordingScreen(40);
        Commands.ofDatabase(database, Contexts.of(Output.text(narrow, new Style(false))))
                .run(List.of("invite"), new Cancellation());
        assertThat(narrow.answers()).containsExactly("rp2p-" + "x".repeat(120));
        assertThat(String.join(" ", narrow.notes()))
                .startsWith("It admits 1 peer, for 1 d. It is a secret")
                .endsWith("connect INVITATION");
    }

    @ParameterizedTest
    @CsvSource({"30m, PT30M, 30 min", "90m, PT1H30M, 90 min", "12h, PT12H, 12 h", "7d, PT168H, 7 d"})
    void readsTheTimeOfAnInvitation(String typed, String time, String shown) {
        assertThat(run("invite --uses 5 --for " + typed)).isEqualTo(ExitCode.DONE);
        assertThat(database.calls()).containsExactly("invite 5 " + time);
        assertThat(screen.notes().get(0)).startsWith("It admits 5 peers, for " + shown + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--for 7", "--for 0d", "--for 1w", "--for -1h", "--uses 0", "--uses x", "--for 9999999d"})
    void refusesAnInvitationThatIsNone(String options) {
        assertThat(run("invite " + options)).isEqualTo(ExitCode.USAGE);
        assertThat(database.calls()).isEmpty();
    }

    @Test
    void expels() {
        assertThat(run("expel 9002 its disk was stolen")).isEqualTo(ExitCode.DONE);
        assertThat(database.calls()).containsExactly("expel " + OTHER + ": its disk was stolen");
        assertThat(screen.answers())
                .containsExactly(
                        "Expelled " + OTHER
                                + ": its disk was stolen; no member talks to it any more, and only a new invitation lets it in again.");
    }

    @Test
    void completesNamesAndPeers() {
        assertThat(commands.candidates(List.of("approve"), "")).containsExactly("notes.txt");
        assertThat(commands.candidates(List.of("reject"), "")).containsExactly("notes.txt");
        assertThat(commands.candidates(List.of("reject", "notes.txt"), "")).isEmpty();
        assertThat(commands.candidates(List.of("approve", "notes.txt", "--from"), ""))
                .contains("9001", "9002");
        assertThat(commands.candidates(List.of("trust"), "")).containsExactly("9001");
        assertThat(commands.candidates(List.of("untrust"), "")).containsExactly("9002");
        assertThat(commands.candidates(List.of("expel"), "")).containsExactly("9001", "9002");
        assertThat(commands.candidates(List.of("members"), "")).contains(FakeDatabase.EXPELLED.shortened());
        assertThat(commands.candidates(List.of("revoke"), "")).contains("hangman.java");
        assertThat(commands.candidates(List.of("members", "--sort"), ""))
                .containsExactly("port", "id", "role", "state");
    }
}
