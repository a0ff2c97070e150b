package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reliablep2p.model.FileVersion;
import reliablep2p.model.OfferState;
import reliablep2p.model.PieceSet;
import reliablep2p.node.Acquaintance;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.Connected;
import reliablep2p.node.Download;
import reliablep2p.node.Farewell;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.FileDetails;
import reliablep2p.node.Finding;
import reliablep2p.node.Holder;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.Provenance;
import reliablep2p.node.SeededFile;
import reliablep2p.node.ShareOutcome;
import reliablep2p.settings.Setting;
import reliablep2p.settings.Source;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;

/** Holds {@code docs/JSON.md} to the program: it names every event with every field, and nothing else. */
class JsonDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "JSON.md");
    private static final Set<String> PEER = Set.of("host", "port", "id", "role");
    private static final Set<String> FILE = Set.of("name", "size", "sha256");

    private static final FetchOutcome.Fetched FETCHED = new FetchOutcome.Fetched(
            Sample.HANGMAN, Sample.OTHER, 2, Duration.ofMillis(40), Optional.of(Path.of("old")), 7);
    private static final Answer.Failed FAILED = new Answer.Failed(ExitCode.NOBODY_HAS_IT, "nobody has it");
    private static final Filter ALL = Filter.none(1);

    private static final List<Answer> ANSWERS = List.of(
            new Answer.Ready(Sample.SELF, 1, 0, true),
            new Answer.Joined(
                    new Connected(3, 2, Sample.DATABASE.id(), true, false, true, Optional.of(Instant.EPOCH)),
                    Sample.DATABASE.address()),
            new Answer.Disconnected(new Farewell(List.of(Sample.DATABASE), List.of(Sample.OTHER)), true),
            new Answer.Stopped(),
            new Answer.Files(List.of(new ListedFile(Sample.HANGMAN, 2, true)), ALL),
            new Answer.Fetched(FETCHED, new Vouched.Trusted("a note")),
            new Answer.Fetched(FETCHED, new Vouched.Unnamed()),
            new Answer.Present(Sample.HANGMAN, new Vouched.Trusted("a note")),
            new Answer.FetchEnded(new FetchEnd.NotGot("a", "nobody", FAILED)),
            new Answer.FetchedSeveral(new SeveralEnds(List.of(new FetchEnd.Got(FETCHED))), Duration.ofSeconds(1)),
            new Answer.Locations(List.of(new KnownHolders(Sample.HANGMAN, List.of(Sample.OTHER))), ALL),
            new Answer.Graph(List.of(), List.of(), ALL),
            new Answer.Info(details(), Sample.WHO),
            new Answer.Seeding(List.of(new SeededFile(Sample.HANGMAN, false, Optional.of(Sample.REVOCATION))), ALL),
            new Answer.Members(List.of(Sample.OTHER), Sample.WHO, Sample.SELF, ALL),
            new Answer.Status(status(), Sample.catalog(true)),
            new Answer.Scrubbed(Sample.SCRUBBED),
            new Answer.Examined(Path.of("db"), List.of(Finding.well("key", "whole"))),
            new Answer.BackedUp(Sample.BACKUP),
            new Answer.Events(true),
            new Answer.Settings(settings(), Optional.of(Path.of("config")), true),
            new Answer.Help("help"),
            FAILED,
            new Answer.OfCatalog(new CatalogAnswer.Expired(Instant.EPOCH)),
            new Answer.OfPeers(new PeersAnswer.Taken(Sample.TRUSTED, Optional.of(Sample.OTHER))),
            new Answer.Progress(new ProgressRow.Receiving(
                    Sample.HANGMAN,
                    10,
                    5.0,
                    List.of(new ProgressRow.Source("127.0.0.1:9002", 10, 5.0)),
                    PieceSet.none(),
                    1)),
            new Answer.OfTransfers(new TransferAnswer.Limits(0, 1)));

    private static final List<TransferAnswer> TRANSFERS = List.of(
            new TransferAnswer.Downloads(List.of(new Download(
                    Sample.HANGMAN,
                    1,
                    Download.State.UNFINISHED,
                    Optional.of(Sample.OTHER.id()),
                    Optional.of(Instant.EPOCH)))),
            new TransferAnswer.Paused(Sample.HANGMAN),
            new TransferAnswer.Dropped(Sample.HANGMAN),
            new TransferAnswer.Limits(0, 1));

    private static final List<CatalogAnswer> CATALOG = List.of(
            new CatalogAnswer.Versions(Sample.HANGMAN.name(), List.of(Sample.FIRST, Sample.SECOND), WhoIsWho.nobody()),
            new CatalogAnswer.Pending(List.of(Sample.PENDING), ALL),
            new CatalogAnswer.Journal(Sample.catalog(false)),
            new CatalogAnswer.Checked(new CatalogCheck.Proved(
                    Path.of("a"), Sample.DATABASE.id(), true, 1, Instant.EPOCH, Instant.EPOCH, true)),
            new CatalogAnswer.Checked(new CatalogCheck.Broken(Path.of("a"), 1, "bad")),
            new CatalogAnswer.Expired(Instant.EPOCH),
            new CatalogAnswer.Shared(new ShareEnd.Approved(new ShareOutcome.Approved(Sample.HANGMAN, 1, false))),
            new CatalogAnswer.Shared(new ShareEnd.Waiting(new ShareOutcome.Waiting(Sample.HANGMAN))),
            new CatalogAnswer.Shared(new ShareEnd.NotShared("a", FAILED)),
            new CatalogAnswer.Shared(new ShareEnd.Stopped("a")),
            new CatalogAnswer.SharedSeveral(List.of(new ShareEnd.Stopped("a")), Duration.ofSeconds(1)),
            new CatalogAnswer.Approved(Sample.SECOND),
            new CatalogAnswer.Rejected(List.of(Sample.PENDING), "no"),
            new CatalogAnswer.Revoked(Sample.HANGMAN.name(), OptionalInt.of(2), List.of(Sample.SECOND), "no"));

    private static final Acquaintance KNOWN = new Acquaintance(
            Sample.OTHER.id(),
            Optional.of(Sample.OTHER),
            Optional.of(Instant.EPOCH),
            Optional.of(Sample.TRUSTED),
            Optional.of(Sample.REVOCATION));

    private static final List<PeersAnswer> PEERS = List.of(
            new PeersAnswer.Trusted(List.of(Sample.TRUSTED), Sample.WHO, ALL),
            new PeersAnswer.Known(List.of(KNOWN), Sample.SELF.id(), ALL),
            new PeersAnswer.Given(Sample.TRUSTED, Optional.of(Sample.OTHER)),
            new PeersAnswer.Taken(Sample.TRUSTED, Optional.of(Sample.OTHER)),
            new PeersAnswer.Invitation("a", 1, Duration.ofHours(1)),
            new PeersAnswer.Expelled(KNOWN),
            new PeersAnswer.TrustReset(Sample.DATABASE.address(), Optional.of(Sample.DATABASE.id()), true));

    private static final List<NodeEvent> EVENTS = List.of(
            new NodeEvent.Joined(Sample.OTHER),
            new NodeEvent.Left(Sample.OTHER, true),
            new NodeEvent.FileListed(Sample.HANGMAN),
            new NodeEvent.Served(Sample.HANGMAN, Sample.OTHER),
            new NodeEvent.DatabaseLost("reset"),
            new NodeEvent.DatabaseFound(),
            new NodeEvent.FileSkipped("a", "b"),
            new NodeEvent.Warning("beware"),
            new NodeEvent.FileDamaged(Sample.HANGMAN, Path.of("a")),
            new NodeEvent.FileRepaired(Sample.HANGMAN),
            new NodeEvent.FileRevoked(Sample.HANGMAN.name(), OptionalInt.of(1), "why"),
            new NodeEvent.OfferWaits(Sample.HANGMAN, Sample.OTHER.id()),
            new NodeEvent.OfferDecided(Sample.HANGMAN, OfferState.REJECTED, 0, "why"),
            new NodeEvent.RoleGranted(Sample.OTHER.id(), "note"),
            new NodeEvent.RoleTaken(Sample.OTHER.id()),
            new NodeEvent.Expelled(Sample.OTHER.id(), "why"),
            new NodeEvent.Alarm(NodeEvent.Alarm.Reason.FORK, "two catalogs"));

    private static FileDetails details() {
        return new FileDetails(
                Sample.HANGMAN,
                Optional.of(Instant.EPOCH),
                Optional.of(new FileDetails.Copy(Sample.HANGMAN, Path.of("hangman.java"), Instant.EPOCH, true)),
                List.of(
                        Holder.present(Sample.SELF, new Provenance.Here()),
                        Holder.present(Sample.DATABASE, new Provenance.Backup()),
                        Holder.present(Sample.OTHER, new Provenance.Seen(LocalDate.EPOCH)),
                        new Holder(
                                Sample.OTHER.id(),
                                Optional.empty(),
                                true,
                                new Provenance.Told(Sample.SELF.id(), Optional.empty(), LocalDate.EPOCH))),
                Optional.of(
                        new FileVersion(Sample.HANGMAN, 2, Sample.SECOND.approval(), Optional.of(Sample.REVOCATION))));
    }

    private static NodeStatus status() {
        return new NodeStatus(
                Sample.SELF,
                Path.of("port_9001"),
                Duration.ofSeconds(1),
                NodeStatus.Standing.CONNECTED,
                Sample.DATABASE.address(),
                3,
                2,
                1,
                10,
                20,
                2,
                5,
                new NodeStatus.Learning(1, 3, 2),
                Sample.SCRUB);
    }

    private static List<Setting> settings() {
        return List.of(
                new Setting("port", Optional.of("1"), new Source.Environment("RELIABLEP2P_PORT")),
                new Setting("dir", Optional.of("."), new Source.File(Path.of("config"), 3)),
                new Setting("db-port", Optional.empty(), new Source.Default()));
    }

    @Test
    void hasASampleOfEveryAnswerAndEvent() {
        assertThat(kinds(ANSWERS)).containsExactlyInAnyOrder(Answer.class.getPermittedSubclasses());
        assertThat(kinds(CATALOG)).containsExactlyInAnyOrder(CatalogAnswer.class.getPermittedSubclasses());
        assertThat(kinds(TRANSFERS)).containsExactlyInAnyOrder(TransferAnswer.class.getPermittedSubclasses());
        assertThat(kinds(PEERS)).containsExactlyInAnyOrder(PeersAnswer.class.getPermittedSubclasses());
        assertThat(kinds(EVENTS)).containsExactlyInAnyOrder(NodeEvent.class.getPermittedSubclasses());
    }

    private static Set<Class<?>> kinds(List<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void namesEveryFieldAndNothingElse() throws IOException {
        assertThat(documented()).isEqualTo(printed());
    }

    @Test
    void namesTheFieldsWithinInfo() throws IOException {
        Set<String> fields = new TreeSet<>();
        JsonObject info = rendered()
                .filter(line -> line.get("event").getAsString().equals("info"))
                .findFirst()
                .orElseThrow();
        fields.addAll(info.getAsJsonObject("copy").keySet());
        info.getAsJsonArray("holders")
                .forEach(holder -> fields.addAll(holder.getAsJsonObject().keySet()));
        fields.removeAll(PEER);
        assertThat(sections().get("info"))
                .contains(fields.stream().map(field -> "`" + field + "`").toList());
    }

    /** The fields of each event, as the program prints them. */
    private static Map<String, Set<String>> printed() {
        Map<String, Set<String>> fields = new TreeMap<>();
        rendered()
                .forEach(line -> fields.computeIfAbsent(line.get("event").getAsString(), event -> new TreeSet<>())
                        .addAll(line.keySet()));
        fields.values().forEach(names -> names.remove("event"));
        return fields;
    }

    private static Stream<JsonObject> rendered() {
        RecordingScreen screen = new RecordingScreen(80);
        Output output = Output.json(screen);
        ANSWERS.forEach(output::print);
        CATALOG.forEach(answer -> output.print(new Answer.OfCatalog(answer)));
        PEERS.forEach(answer -> output.print(new Answer.OfPeers(answer)));
        TRANSFERS.forEach(answer -> output.print(new Answer.OfTransfers(answer)));
        output.print(EVENTS);
        return screen.answers().stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject());
    }

    /** The fields of each event, as the document names them: what stands before the colon of a list's line. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> fields = new TreeMap<>();
        sections().forEach((event, text) -> fields.put(event, fields(text)));
        return fields;
    }

    private static Set<String> fields(String section) {
        Set<String> fields = new TreeSet<>();
        section.lines().filter(line -> line.startsWith("- ")).forEach(line -> {
            String names = line.substring(2).split(":", 2)[0];
            if (names.equals("*peer*")) {
                fields.addAll(PEER);
            } else if (names.equals("*file*")) {
                fields.addAll(FILE);
            } else {
                Matcher name = Pattern.compile("`([a-z0-9_]+)`").matcher(names);
                while (name.find()) {
                    fields.add(name.group(1));
                }
            }
        });
        return fields;
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        Arrays.stream(Files.readString(DOCUMENT).split("\n### ", -1)).skip(1).forEach(section -> {
            String[] parts = section.split("\n", 2);
            sections.put(parts[0], parts[1].split("\n## ", 2)[0]);
        });
        return sections;
    }
}
