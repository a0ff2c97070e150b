package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import reliablep2p.node.Connected;
import reliablep2p.node.Farewell;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.SeededFile;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;

class TextRendererTest {
    private final RecordingScreen screen = new RecordingScreen(80);
    private final Output output = Output.text(screen, new Style(false));

    @Test
    void saysThatAPeerIsReadyAndWhatToType() {
        output.print(new Answer.Ready(Sample.SELF, 2, 0, true));
        output.print(new Answer.Ready(Sample.SELF, 1, 0, false));
        assertThat(screen.answers())
                .containsExactly(
                        "Peer ready on 127.0.0.1:9001 (2 files held); type connect to join",
                        "Peer ready on 127.0.0.1:9001 (1 file held)");
    }

    @Test
    void saysThatTheDatabasePeerIsReadyAndWhereItsFilesCameFrom() {
        output.print(new Answer.Ready(Sample.DATABASE, 7, 7, false));
        assertThat(screen.answers()).containsExactly("Database peer ready on 127.0.0.1:9000 (7 trusted files)");
        assertThat(screen.notes())
                .containsExactly("Made db/ and filled it with 7 sample files; what you copy into it is shared too.");
    }

    @Test
    void tellsTheDatabasePeersIdOnTheFirstConnectOnly() {
        output.print(new Answer.Joined(
                new Connected(3, 7, Sample.DATABASE.id(), true, false, false, Optional.empty()),
                Sample.DATABASE.address()));
        output.print(new Answer.Joined(
                new Connected(1, 1, Sample.DATABASE.id(), false, true, false, Optional.empty()),
                Sample.DATABASE.address()));
        assertThat(screen.answers())
                .containsExactly(
                        "Connected: 3 peers with this one, 7 files.",
                        "First met the database peer " + Sample.DATABASE.id().shortened()
                                + " at 127.0.0.1:9000; remembered.",
                        "Connected already: 1 peer with this one, 1 file.");
    }

    @Test
    void namesWhoWasMissedOnDisconnect() {
        output.print(new Answer.Disconnected(
                new Farewell(List.of(Sample.DATABASE, Sample.SELF), List.of(Sample.OTHER)), true));
        assertThat(screen.answers()).containsExactly("Left the network; 2 peers told.");
        assertThat(screen.notes()).containsExactly("Could not be told in time, and skipped: " + Sample.OTHER + ".");
    }

    @Test
    void staysSilentWhenTheDisconnectIsPartOfTheEnd() {
        output.print(new Answer.Disconnected(new Farewell(List.of(Sample.DATABASE), List.of()), false));
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).isEmpty();
    }

    @Test
    void alignsTheFilesAt80Columns() {
        output.print(files());
        assertThat(screen.answers())
                .containsExactly(
                        "Files of the network",
                        "#  File                               Size  Holders  Here",
                        "1  hangman.java                    3.4 KiB        3  yes",
                        "2  melody.mp3                      3.7 MiB        1",
                        "3  日本語の長いファイル名です.txt      0 B        1");
    }

    @Test
    void losesNothingAt20Columns() {
        RecordingScreen narrow = new RecordingScreen(20);
        Output.text(narrow, new Style(false)).print(files());
        assertThat(narrow.answers())
                .containsExactly(
                        "Files of the network",
                        "1 hangman.java",
                        "  Size 3.4 KiB",
                        "  Holders 3",
                        "  Here yes",
                        "2 melody.mp3",
                        "  Size 3.7 MiB",
                        "  Holders 1",
                        "3 日本語の長いファイ",
                        "  ル名です.txt",
                        "  Size 0 B",
                        "  Holders 1")
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(20));
    }

    @Test
    void breaksLongListsOfLocationsIntoLines() {
        RecordingScreen narrow = new RecordingScreen(52);
        Output.text(narrow, new Style(false))
                .print(new Answer.Locations(
                        List.of(
                                new KnownHolders(Sample.HANGMAN, List.of(Sample.SELF, Sample.OTHER, Sample.DATABASE)),
                                new KnownHolders(Sample.MELODY, List.of())),
                        Filter.none(2)));
        assertThat(narrow.answers())
                .containsExactly(
                        "Known locations of the files",
                        "#  File          Holders",
                        "1  hangman.java  127.0.0.1:9001, 127.0.0.1:9002,",
                        "                 127.0.0.1:9000 (database)",
                        "2  melody.mp3");
    }

    @Test
    void tellsFromWhomAFileCameAndHowManyWereAsked() {
        output.print(new Answer.Fetched(
                new FetchOutcome.Fetched(Sample.HANGMAN, Sample.OTHER, 1, Duration.ofMillis(40), Optional.empty()),
                new Vouched.Unnamed()));
        output.print(new Answer.Present(Sample.HANGMAN, new Vouched.Unnamed()));
        assertThat(screen.answers())
                .containsExactly(
                        "Got hangman.java (3.4 KiB) from " + Sample.OTHER.address()
                                + "; 1 peer asked, 0.04 s, verified.",
                        "hangman.java is here already (checked, 3.4 KiB).");
    }

    @Test
    void tellsHowMuchOfAFileWasHereAlready() {
        output.print(new Answer.Fetched(
                new FetchOutcome.Fetched(
                        Sample.HANGMAN, Sample.OTHER, 1, Duration.ofMillis(40), Optional.empty(), 2048),
                new Vouched.Unnamed()));
        output.print(new Answer.Fetched(
                new FetchOutcome.Fetched(
                        Sample.HANGMAN, Sample.SELF, 0, Duration.ZERO, Optional.of(Path.of("old")), 3_500),
                new Vouched.Unnamed()));
        assertThat(screen.answers())
                .containsExactly(
                        "Got hangman.java (3.4 KiB) from " + Sample.OTHER.address()
                                + "; 1 peer asked, 0.04 s, verified;",
                        "2.0 KiB of it were here already.",
                        "Completed hangman.java (3.4 KiB); all of it was here already, verified.",
                        "The other file that had this name is now old.");
    }

    @Test
    void tellsWhereAReplacedFileLiesAndThatNobodyIsTrustedYet() {
        output.print(new Answer.Fetched(
                new FetchOutcome.Fetched(
                        Sample.HANGMAN, Sample.OTHER, 2, Duration.ofSeconds(75), Optional.of(Path.of("a\u001b[2J"))),
                new Vouched.NoRoles()));
        assertThat(screen.answers())
                .containsExactly(
                        "Got hangman.java (3.4 KiB) from " + Sample.OTHER.address() + "; 2 peers asked, 1 min 15 s,",
                        "verified.",
                        "The other file that had this name is now a\\u001b[2J.",
                        "No trusted peers have been named in this network.");
    }

    @Test
    void showsMembersAndWhichOfThemOneIs() {
        output.print(new Answer.Members(
                List.of(Sample.DATABASE, Sample.SELF), WhoIsWho.nobody(), Sample.SELF, Filter.none(2)));
        assertThat(screen.answers())
                .containsExactly(
                        "Peers of the network",
                        "#  Peer            Id        Role",
                        "1  127.0.0.1:9000  " + Sample.DATABASE.id().shortened() + "  database",
                        "2  127.0.0.1:9001  " + Sample.SELF.id().shortened() + "  peer (this one)");
    }

    @Test
    void showsWhichHeldFilesAreServed() {
        output.print(new Answer.Seeding(
                List.of(
                        new SeededFile(Sample.HANGMAN, true, Optional.empty()),
                        new SeededFile(Sample.MELODY, false, Optional.empty())),
                Filter.none(2)));
        assertThat(screen.answers())
                .containsExactly(
                        "Files of this peer",
                        "#  File             Size  Served",
                        "1  hangman.java  3.4 KiB  yes",
                        "2  melody.mp3    3.7 MiB  no, not in the catalog");
    }

    @Test
    void showsTheStatusAsLabelledLines() {
        RecordingScreen screen = new RecordingScreen(100);
        Output.text(screen, new Style(false))
                .print(new Answer.Status(
                        new NodeStatus(
                                Sample.SELF,
                                Path.of("port_9001"),
                                Duration.ofSeconds(200),
                                NodeStatus.Standing.OFFLINE,
                                Sample.DATABASE.address(),
                                4,
                                7,
                                2,
                                3_456,
                                0,
                                12,
                                30,
                                new NodeStatus.Learning(10, 2.8, 1.0),
                                Sample.SCRUB),
                        Sample.catalog(true)));
        assertThat(screen.answers())
                .containsExactly(
                        "Peer       " + Sample.SELF,
                        "Directory  port_9001",
                        "Up         3 min 20 s",
                        "Network    not connected; the database peer is expected at 127.0.0.1:9000",
                        "Members    4",
                        "Files      7 in the network, 2 here",
                        "Catalog    EXPIRED on " + Times.here().exact(Sample.EXPIRES)
                                + "; secure-get refuses until it is signed again",
                        "Traffic    3.4 KiB received, 0 B sent",
                        "Lookups    12, asking 2.5 peers on average (first 10: 2.8, last 10: 1.0)",
                        "Checked    3 files (3.4 KiB) on " + Times.here().exact(Sample.SIGNED)
                                + "; 2 damaged, 1 fetched again, 1 missing",
                        "Damaged    address-book.jsonl.damaged-1 in .reliablep2p; remove it when nobody wants to look");
    }

    @Test
    void printsFailuresOnStandardError() {
        output.print(new Answer.Failed(ExitCode.FAILED, "it broke\ndo this next"));
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).containsExactly("it broke", "do this next");
    }

    @Test
    void stylesHeadingsAndAlarmsOnlyWhereThatIsWanted() {
        Output styled = Output.text(screen, new Style(true));
        styled.print(new Answer.Members(List.of(Sample.OTHER), WhoIsWho.nobody(), Sample.SELF, Filter.none(1)));
        styled.print(new Answer.Failed(ExitCode.FAILED, "it broke"));
        assertThat(screen.answers()).element(1).isEqualTo("\u001b[1m#  Peer            Id        Role\u001b[m");
        assertThat(screen.notes()).containsExactly("\u001b[1;31mit broke\u001b[m");
    }

    @Test
    void tellsEventsAsSentencesAndWarningsOnStandardError() {
        output.print(List.of(new NodeEvent.Joined(Sample.OTHER)));
        output.print(List.of(new NodeEvent.Left(Sample.OTHER, false)));
        output.print(List.of(new NodeEvent.Left(Sample.OTHER, true)));
        output.print(List.of(new NodeEvent.Served(Sample.HANGMAN, Sample.OTHER)));
        output.print(List.of(new NodeEvent.FileListed(Sample.HANGMAN)));
        output.print(List.of(new NodeEvent.FileRevoked(Sample.HANGMAN.name(), OptionalInt.empty(), "")));
        output.print(List.of(new NodeEvent.FileSkipped("a\nb", "bad \u202e name")));
        output.print(List.of(new NodeEvent.DatabaseLost("reset")));
        output.print(List.of(new NodeEvent.DatabaseFound()));
        output.print(List.of(new NodeEvent.Warning("the \u0007 bell")));
        assertThat(screen.answers())
                .containsExactly(
                        Sample.OTHER + " joined.",
                        Sample.OTHER + " left.",
                        Sample.OTHER + " is lost: its connection ended.",
                        Sample.OTHER + " fetched hangman.java (3.4 KiB).",
                        "In the catalog now: hangman.java (3.4 KiB).",
                        "Revoked by the operator: hangman.java.");
        assertThat(screen.notes())
                .containsExactly(
                        "Not shared: a\\u000ab: bad \\u202e name",
                        "The database peer is away (reset); get goes on among the peers.",
                        "The database peer is back.",
                        "Warning: the \\u0007 bell");
    }

    private static Answer.Files files() {
        return new Answer.Files(
                List.of(
                        new ListedFile(Sample.HANGMAN, 3, true),
                        new ListedFile(Sample.MELODY, 1, false),
                        new ListedFile(Sample.WIDE, 1, false)),
                Filter.none(3));
    }
}
