package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
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

class JsonRendererTest {
    private static final String HANGMAN = file(Sample.HANGMAN);
    private static final String OTHER = member(Sample.OTHER, "peer");
    private static final String DATABASE = member(Sample.DATABASE, "database");

    private final RecordingScreen screen = new RecordingScreen(20);
    private final Output output = Output.json(screen);

    @Test
    void rendersReady() {
        output.print(new Answer.Ready(Sample.DATABASE, 7, 6, true));
        assertThat(screen.answers())
                .containsExactly(
                        "{\"event\":\"ready\",\"role\":\"database\",\"host\":\"127.0.0.1\",\"port\":9000,\"id\":\""
                                + Sample.DATABASE.id().hex() + "\",\"files\":7,\"samples\":6}");
        assertThat(screen.notes()).isEmpty();
    }

    @Test
    void rendersConnectedAndDisconnected() {
        output.print(new Answer.Joined(
                new Connected(3, 7, Sample.DATABASE.id(), true, false, false, Optional.empty()),
                Sample.DATABASE.address()));
        output.print(new Answer.Disconnected(new Farewell(List.of(Sample.DATABASE), List.of(Sample.OTHER)), false));
        output.print(new Answer.Stopped());
        assertThat(screen.answers())
                .containsExactly(
                        "{\"event\":\"connected\",\"peers\":3,\"files\":7,\"database\":\""
                                + Sample.DATABASE.id().hex()
                                + "\",\"first_time\":true,\"already\":false,\"database_away\":false}",
                        "{\"event\":\"disconnected\",\"told\":[{" + DATABASE + "}],\"missed\":[{" + OTHER + "}]}",
                        "{\"event\":\"stopped\"}");
    }

    @Test
    void rendersOneObjectForEachFile() {
        output.print(new Answer.Files(
                List.of(new ListedFile(Sample.HANGMAN, 3, true), new ListedFile(Sample.MELODY, 1, false)),
                Filter.none(2)));
        assertThat(screen.answers())
                .containsExactly(
                        "{\"event\":\"file\"," + HANGMAN + ",\"holders\":3,\"held\":true}",
                        "{\"event\":\"file\"," + file(Sample.MELODY) + ",\"holders\":1,\"held\":false}");
    }

    @Test
    void rendersWhatAFetchCameTo() {
        output.print(new Answer.Fetched(
                new FetchOutcome.Fetched(Sample.HANGMAN, Sample.OTHER, 2, Duration.ofMillis(40), Optional.empty()),
                new Vouched.Unnamed()));
        output.print(new Answer.Present(Sample.HANGMAN, new Vouched.Unnamed()));
        assertThat(screen.answers())
                .containsExactly(
                        "{\"event\":\"fetched\"," + HANGMAN + ",\"from\":{" + OTHER
                                + "},\"asked\":2,\"seconds\":0.04,\"resumed\":0,\"sources\":[{" + OTHER + ",\"bytes\":"
                                + Sample.HANGMAN.size() + "}]}",
                        "{\"event\":\"present\"," + HANGMAN + "}");
    }

    @Test
    void saysOfASecureGetThatNobodyIsTrustedYet() {
        output.print(new Answer.Fetched(
                new FetchOutcome.Fetched(
                        Sample.HANGMAN, Sample.OTHER, 1, Duration.ofSeconds(1), Optional.of(Path.of("old")), 3_000),
                new Vouched.NoRoles()));
        assertThat(screen.answers())
                .containsExactly("{\"event\":\"fetched\"," + HANGMAN + ",\"from\":{" + OTHER
                        + "},\"asked\":1,\"seconds\":1.0,\"resumed\":3000,\"sources\":[{" + OTHER + ",\"bytes\":"
                        + (Sample.HANGMAN.size() - 3_000) + "}],\"replaced\":\"old\",\"secure\":true,\"trusted\":false,"
                        + "\"note\":\"No trusted peers have been named in this network.\"}");
    }

    @Test
    void rendersLocationsSeedingAndPeers() {
        output.print(
                new Answer.Locations(List.of(new KnownHolders(Sample.HANGMAN, List.of(Sample.OTHER))), Filter.none(1)));
        output.print(
                new Answer.Seeding(List.of(new SeededFile(Sample.HANGMAN, true, Optional.empty())), Filter.none(1)));
        output.print(new Answer.Members(
                List.of(Sample.DATABASE, Sample.OTHER), WhoIsWho.nobody(), Sample.OTHER, Filter.none(2)));
        assertThat(screen.answers())
                .containsExactly(
                        "{\"event\":\"holders\",\"name\":\"hangman.java\",\"holders\":[{" + OTHER + "}]}",
                        "{\"event\":\"seeding\"," + HANGMAN + ",\"served\":true}",
                        "{\"event\":\"peer\"," + DATABASE + ",\"self\":false,\"trusted\":false}",
                        "{\"event\":\"peer\"," + OTHER + ",\"self\":true,\"trusted\":false}");
    }

    @Test
    void rendersTheStatus() {
        output.print(new Answer.Status(
                new NodeStatus(
                        Sample.OTHER,
                        Path.of("port_9002"),
                        Duration.ofMillis(1500),
                        NodeStatus.Standing.DATABASE_AWAY,
                        Sample.DATABASE.address(),
                        4,
                        7,
                        2,
                        30,
                        40,
                        2,
                        5,
                        new NodeStatus.Learning(2, 4.0, 1.0),
                        Sample.SCRUB),
                Sample.catalog(false)));
        assertThat(screen.answers())
                .containsExactly("{\"event\":\"status\"," + OTHER
                        + ",\"directory\":\"port_9002\",\"uptime_seconds\":1.5,\"connection\":\"database_away\","
                        + "\"database\":{\"host\":\"127.0.0.1\",\"port\":9000},\"members\":4,\"files\":7,\"held\":2,"
                        + "\"bytes_down\":30,\"bytes_up\":40,\"lookups\":2,\"asked\":5,\"window\":2,"
                        + "\"asked_first\":4.0,\"asked_last\":1.0,\"scrubbed_files\":3,"
                        + "\"scrubbed_bytes\":3456,\"scrub_running\":false,\"damaged\":2,\"repaired\":1,\"waiting\":1,"
                        + "\"damaged_state\":[\".reliablep2p/address-book.jsonl.damaged-1\"],"
                        + "\"scrubbed\":\"2026-01-02T10:00:00Z\",\"catalog_signed\":\"2026-01-02T10:00:00Z\","
                        + "\"catalog_expires\":\"2026-01-09T10:00:00Z\",\"catalog_expired\":false}");
    }

    @Test
    void rendersFailuresOnStandardOutput() {
        output.print(new Answer.Failed(ExitCode.NOT_IN_CATALOG, "x is not in the catalog"));
        assertThat(screen.answers())
                .containsExactly("{\"event\":\"error\",\"code\":3,\"message\":\"x is not in the catalog\"}");
        assertThat(screen.notes()).isEmpty();
    }

    @Test
    void rendersEvents() {
        output.print(List.of(new NodeEvent.Joined(Sample.OTHER)));
        output.print(List.of(new NodeEvent.Left(Sample.OTHER, true)));
        output.print(List.of(new NodeEvent.Served(Sample.HANGMAN, Sample.OTHER)));
        output.print(List.of(new NodeEvent.FileListed(Sample.HANGMAN)));
        output.print(List.of(new NodeEvent.FileRevoked(Sample.HANGMAN.name(), OptionalInt.empty(), "")));
        output.print(List.of(new NodeEvent.FileSkipped("a b", "no")));
        output.print(List.of(new NodeEvent.DatabaseLost("reset")));
        output.print(List.of(new NodeEvent.DatabaseFound()));
        output.print(List.of(new NodeEvent.Warning("beware")));
        assertThat(screen.answers())
                .containsExactly(
                        "{\"event\":\"joined\"," + OTHER + "}",
                        "{\"event\":\"left\"," + OTHER + ",\"lost\":true}",
                        "{\"event\":\"served\"," + HANGMAN + ",\"to\":{" + OTHER + "}}",
                        "{\"event\":\"listed\"," + HANGMAN + "}",
                        "{\"event\":\"file_revoked\",\"name\":\"hangman.java\",\"why\":\"\"}",
                        "{\"event\":\"skipped\",\"name\":\"a b\",\"reason\":\"no\"}",
                        "{\"event\":\"database_lost\",\"reason\":\"reset\"}",
                        "{\"event\":\"database_found\"}",
                        "{\"event\":\"warning\",\"message\":\"beware\"}");
    }

    private static String file(TrustedFile file) {
        return "\"name\":\"" + file.name() + "\",\"size\":" + file.size() + ",\"sha256\":\""
                + file.sha256().hex() + "\"";
    }

    private static String member(Member member, String role) {
        return "\"host\":\"127.0.0.1\",\"port\":" + member.address().port() + ",\"id\":\""
                + member.id().hex() + "\",\"role\":\"" + role + "\"";
    }
}
