package reliablep2p.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.FetchOutcome;
import reliablep2p.shell.Contexts;
import reliablep2p.shell.FakeDatabase;
import reliablep2p.shell.FakeEventSwitch;
import reliablep2p.shell.FakePeer;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Style;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.VerificationException;

class CommandsTest {
    private final FakePeer peer = new FakePeer();
    private final RecordingScreen screen = new RecordingScreen(80);
    private final Output output = Output.text(screen, new Style(false));
    private final List<Throwable> log = new ArrayList<>();
    private final FakeEventSwitch news = new FakeEventSwitch();
    private final Commands commands = Commands.ofPeer(peer, Contexts.of(output, log::add, news));
    private final Cancellation cancellation = new Cancellation();

    private ExitCode run(String... words) {
        return commands.run(List.of(words), cancellation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "address-book",
                "address-book --graph",
                "info hangman.java",
                "peers",
                "get hangman.java",
                "secure-get hangman.java 9002"
            })
    void saysBeforeConnectThatConnectIsMissing(String line) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.FAILED);
        assertThat(screen.notes()).containsExactly("not connected to the network: `connect` does it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "seeding", "status", "config"})
    void worksBeforeConnectWhereNoNetworkIsNeeded(String command) {
        assertThat(run(command)).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers()).isNotEmpty();
    }

    @Test
    void connectsAsOftenAsOneLikes() {
        assertThat(run("connect")).isEqualTo(ExitCode.DONE);
        assertThat(run("connect")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers())
                .contains(
                        "Connected: 3 peers with this one, 2 files.",
                        "Connected already: 3 peers with this one, 2 files.");
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, 8", "NOT_A_DATABASE_PEER, 8", "REFUSED, 5", "WRONG_ID, 5"})
    void tellsWhyConnectFailedByItsExitCode(ConnectException.Reason reason, int code) {
        peer.refusing(reason, "because \u001b[31m");
        assertThat(run("connect").number()).isEqualTo(code);
        assertThat(screen.notes()).anyMatch(line -> line.startsWith("because \\u001b[31m"));
    }

    @Test
    void raisesAnAlarmWhenTheDatabasePeerIsAnother() {
        peer.refusing(ConnectException.Reason.WRONG_ID, "ALARM: id 1 instead of 2");
        run("connect");
        assertThat(screen.notes()).first().isEqualTo("ALARM: id 1 instead of 2.");
        assertThat(screen.notes()).anyMatch(line -> line.contains("operator"));
    }

    @Test
    void getsAFile() {
        peer.connected();
        assertThat(run("get", "hangman.java")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers())
                .containsExactly("Got hangman.java (3.4 KiB) from " + Sample.OTHER.address()
                        + "; 2 peers asked, 0.04 s, verified.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "..", "", "a\\b", "CON", ".hidden", "x\u001b[2J"})
    void neverAsksForWhatCanBeNoName(String typed) {
        peer.connected();
        assertThat(run("get", typed)).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(run("secure-get", typed, "9002")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(peer.calls()).isEmpty();
        assertThat(screen.notes())
                .allSatisfy(line ->
                        assertThat(line).contains("is not in the catalog").doesNotContain("\u001b"));
    }

    @Test
    void suggestsTheNearestFile() {
        peer.connected();
        assertThat(run("get", "hangmn.java")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(screen.notes()).containsExactly("hangmn.java is not in the catalog; did you mean hangman.java?");
    }

    @Test
    void findsANameWhoseAccentsAreCharactersOfTheirOwn() {
        peer.connected();
        run("get", "e\u0301.txt");
        assertThat(peer.calls()).containsExactly("get é.txt");
    }

    @Test
    void asksExactlyTheMemberWithThatPort() {
        peer.connected();
        assertThat(run("secure-get", "hangman.java", "9002")).isEqualTo(ExitCode.DONE);
        assertThat(run("secure-get", "hangman.java", "127.0.0.1:9000")).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls())
                .containsExactly("secure-get hangman.java 127.0.0.1:9002", "secure-get hangman.java 127.0.0.1:9000");
        assertThat(screen.answers()).contains("No trusted peers have been named in this network.");
    }

    @Test
    void refusesASecureGetFromAStranger() {
        peer.connected();
        assertThat(run("secure-get", "hangman.java", "9009")).isEqualTo(ExitCode.REFUSED);
        assertThat(screen.notes())
                .containsExactly("no member of the network listens on 127.0.0.1:9009; peers shows who does");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "99999", "-1", "host:", "a b:1", ""})
    void refusesASourceThatIsNoAddress(String source) {
        peer.connected();
        assertThat(run("secure-get", "hangman.java", source)).isEqualTo(ExitCode.USAGE);
        assertThat(peer.calls()).isEmpty();
    }

    @Test
    void mapsEachEndOfAFetchToItsCode() {
        peer.connected()
                .fetching(
                        "wrong",
                        c -> new FetchOutcome.WrongBytes(
                                Sample.MELODY, 1, List.of(new FetchOutcome.Refusal(Sample.OTHER, "bad \u0007"))))
                .fetching("disk", c -> {
                    throw new StorageException("the disk is full");
                })
                .fetching("verification", c -> {
                    throw new VerificationException("not those bytes");
                })
                .fetching("fault", c -> {
                    throw new IllegalStateException("a \n bug");
                })
                .fetching("present", c -> new FetchOutcome.Present(Sample.MELODY));
        assertThat(run("get", "wrong")).isEqualTo(ExitCode.VERIFICATION);
        assertThat(run("get", "disk")).isEqualTo(ExitCode.DISK);
        assertThat(run("get", "verification")).isEqualTo(ExitCode.VERIFICATION);
        assertThat(run("get", "fault")).isEqualTo(ExitCode.FAILED);
        assertThat(run("get", "present")).isEqualTo(ExitCode.DONE);
        assertThat(screen.notes())
                .containsExactly(
                        "the bytes that came for melody.mp3 were not the file's and have been thrown away",
                        "  " + Sample.OTHER + ": bad \\u0007",
                        "the disk is full",
                        "not those bytes",
                        "a fault of this program: java.lang.IllegalStateException: a \\u000a bug; the log",
                        "in the peer's directory has the details");
        assertThat(log).hasSize(3);
    }

    @Test
    void takesWhateverFollowsCtrlCAsAnInterruption() {
        peer.connected().fetching("melody.mp3", cancelled -> {
            cancelled.cancel();
            throw new IOException("socket closed");
        });
        assertThat(run("get", "melody.mp3")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen.notes()).containsExactly("Interrupted.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disconnect", "exit", "quit"})
    void leavesAndEndsByEachOfItsNames(String name) {
        peer.connected();
        assertThat(run(name)).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactly("disconnect");
        assertThat(commands.hasEnded()).isTrue();
    }

    @Test
    void suggestsTheNearestCommand() {
        assertThat(run("conect")).isEqualTo(ExitCode.USAGE);
        assertThat(run("frobnicate\u0007")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.notes())
                .containsExactly(
                        "conect is not a command; did you mean connect?",
                        "frobnicate\\u0007 is not a command; help shows which there are");
    }

    @Test
    void showsTheUsageOfACommandWithoutItsParameters() {
        assertThat(run("get")).isEqualTo(ExitCode.USAGE);
        assertThat(run("secure-get", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(run("list", "--order")).isEqualTo(ExitCode.USAGE);
        assertThat(run("connect", "--now")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.notes())
                .contains(
                        "Usage: get FILE... | --all; help get tells more",
                        "Usage: secure-get FILE PORT|HOST:PORT; help secure-get tells more",
                        "Usage: list [-r] [--sort=KEY] [PATTERN...]; help list tells more",
                        "Usage: connect [INVITATION]; help connect tells more");
    }

    @Test
    void readsNoFileForAnAtSign() {
        peer.connected();
        run("get", "@/etc/hostname");
        assertThat(screen.notes()).containsExactly("@/etc/hostname is not in the catalog; list shows what is");
    }

    @Test
    void filtersByPattern() {
        peer.connected();
        run("list", "*.MP3");
        run("address-book", "hang*");
        run("list", "nothing*");
        assertThat(screen.answers())
                .containsExactly(
                        "Files of the network",
                        "#  File           Size  Holders  Here",
                        "1  melody.mp3  3.7 MiB        1",
                        "1 of 2 files, 3.7 MiB",
                        "Known locations of the files",
                        "#  File          Holders",
                        "1  hangman.java  127.0.0.1:9001, 127.0.0.1:9002, 127.0.0.1:9000 (database)",
                        "1 of 2 files",
                        "No file matches nothing*; the network has 2.");
    }

    @Test
    void takesSeveralPatternsAndSorts() {
        peer.connected();
        run("list", "hang*", "*.mp3", "--sort", "size");
        run("peers", "9002", "127.0.0.1:9000", "-r");
        assertThat(screen.answers())
                .containsExactly(
                        "Files of the network",
                        "#  File             Size  Holders  Here",
                        "1  melody.mp3    3.7 MiB        1",
                        "2  hangman.java  3.4 KiB        2  yes",
                        "2 files, 3.7 MiB",
                        "Peers of the network",
                        "#  Peer            Id        Role",
                        "1  127.0.0.1:9002  " + Sample.OTHER.id() + "  peer",
                        "2  127.0.0.1:9000  " + Sample.DATABASE.id() + "  database",
                        "2 of 3 peers");
    }

    @ParameterizedTest
    @CsvSource({
        "list, 'name, size, holders, here'",
        "address-book, 'name, holders'",
        "address-book --graph, 'name, holders'",
        "peers, 'port, address, role, id'",
        "seeding, 'name, size, served'"
    })
    void namesTheKeysWhereThereIsNoSuchKey(String command, String keys) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add("--sort=naem\u0007");
        assertThat(commands.run(words, cancellation)).isEqualTo(ExitCode.USAGE);
        assertThat(screen.notes())
                .singleElement()
                .asString()
                .startsWith("naem\\u0007 is no key to sort by; ")
                .endsWith("The keys are " + keys);
        for (String key : keys.split(", ", -1)) {
            words.set(words.size() - 1, "--sort=" + key);
            assertThat(commands.run(words, cancellation)).isNotEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void suggestsTheNearestFileToInfoToo() {
        peer.connected();
        assertThat(run("info", "hangmn.java")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(run("info", "../../etc/passwd")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(screen.notes())
                .containsExactly(
                        "hangmn.java is not in the catalog; did you mean hangman.java?",
                        "../../etc/passwd is not in the catalog; list shows what is");
    }

    @Test
    void forgetsThePatternOfTheCommandBefore() {
        peer.connected();
        run("list", "nothing*");
        run("list");
        assertThat(screen.answers()).hasSize(5);
    }

    @Test
    void showsAllCommandsOnOneScreen() {
        run("help");
        assertThat(screen.answers())
                .hasSizeLessThan(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .filteredOn(line -> line.startsWith("  "))
                .hasSize(18);
        assertThat(screen.answers())
                .anyMatch(
                        line -> line.startsWith("  get FILE...") && line.endsWith("Get files from whoever has them."));
    }

    @Test
    void helpsWithEachCommandByAnExample() {
        for (String name : commands.names()) {
            assertThat(run("help", name)).isEqualTo(ExitCode.DONE);
        }
        assertThat(commands.names())
                .containsExactlyInAnyOrder(
                        "connect",
                        "list",
                        "info",
                        "get",
                        "secure-get",
                        "downloads",
                        "pause",
                        "resume",
                        "cancel",
                        "limit",
                        "scrub",
                        "address-book",
                        "share",
                        "versions",
                        "seeding",
                        "peers",
                        "trusted",
                        "catalog",
                        "status",
                        "events",
                        "config",
                        "help",
                        "trust-reset",
                        "disconnect",
                        "exit",
                        "quit");
        assertThat(screen.answers().stream().filter(line -> line.startsWith("Example")))
                .hasSize(26);
    }

    @Test
    void helpsByTheOptionToo() {
        assertThat(run("get", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers().get(0)).isEqualTo("Usage: get FILE... | --all");
        assertThat(peer.calls()).isEmpty();
    }

    @Test
    void turnsTheNewsOffAndOn() {
        assertThat(run("events")).isEqualTo(ExitCode.DONE);
        assertThat(run("events", "off")).isEqualTo(ExitCode.DONE);
        assertThat(news.isOn()).isFalse();
        assertThat(run("events", "maybe")).isEqualTo(ExitCode.USAGE);
        assertThat(run("events", "on")).isEqualTo(ExitCode.DONE);
        assertThat(news.isOn()).isTrue();
        assertThat(screen.answers())
                .containsExactly("News are on.", "News are off; warnings are still shown.", "News are on.");
        assertThat(screen.notes()).containsExactly("events takes on or off, not maybe");
    }

    @Test
    void hasOtherCommandsAtTheDatabasePeer() {
        Commands database = Commands.ofDatabase(new FakeDatabase(), Contexts.of(output, log::add, news));
        assertThat(database.names())
                .containsExactlyInAnyOrder(
                        "list",
                        "info",
                        "versions",
                        "pending",
                        "approve",
                        "reject",
                        "revoke",
                        "peers",
                        "limit",
                        "backup",
                        "scrub",
                        "members",
                        "invite",
                        "expel",
                        "trust",
                        "untrust",
                        "trusted",
                        "catalog",
                        "status",
                        "events",
                        "config",
                        "help",
                        "stop",
                        "exit",
                        "quit");
        assertThat(database.run(List.of("stop"), cancellation)).isEqualTo(ExitCode.DONE);
        assertThat(database.hasEnded()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void neverChangesAnExitCode(ExitCode code) {
        assertThat(List.of(
                        "DONE=0",
                        "FAILED=1",
                        "USAGE=2",
                        "NOT_IN_CATALOG=3",
                        "NOBODY_HAS_IT=4",
                        "REFUSED=5",
                        "VERIFICATION=6",
                        "DISK=7",
                        "DATABASE_UNREACHABLE=8",
                        "INTERRUPTED=130"))
                .contains(code + "=" + code.number());
    }
}
