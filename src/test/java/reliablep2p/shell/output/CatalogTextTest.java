package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.node.Acquaintance;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.Connected;
import reliablep2p.node.FileDetails;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.SeededFile;
import reliablep2p.node.ShareOutcome;
import reliablep2p.shell.Announcer;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;

/** What a person reads of the journal, of offers, of roles, and of alarms. */
class CatalogTextTest {
    private static final PeerId ID = Sample.OTHER.id();
    private static final List<NodeEvent> EVENTS = List.of(
            new NodeEvent.FileRevoked(Sample.HANGMAN.name(), OptionalInt.empty(), ""),
            new NodeEvent.FileRevoked(Sample.HANGMAN.name(), OptionalInt.of(2), "bad \u001b[2J"),
            new NodeEvent.OfferWaits(Sample.HANGMAN, ID),
            new NodeEvent.OfferDecided(Sample.HANGMAN, OfferState.APPROVED, 2, ""),
            new NodeEvent.OfferDecided(Sample.HANGMAN, OfferState.REJECTED, 0, "no \u0007"),
            new NodeEvent.OfferDecided(Sample.HANGMAN, OfferState.FAILED, 0, "no room"),
            new NodeEvent.RoleGranted(ID, "note \u0007"),
            new NodeEvent.RoleTaken(ID),
            new NodeEvent.Expelled(ID, "why \u0007"));

    private static final List<Answer> TABLES = List.of(
            new Answer.OfCatalog(new CatalogAnswer.Versions(
                    Sample.HANGMAN.name(), List.of(Sample.FIRST, Sample.SECOND), Sample.WHO)),
            new Answer.OfCatalog(new CatalogAnswer.Pending(List.of(Sample.PENDING), Filter.none(1))),
            new Answer.OfCatalog(new CatalogAnswer.Journal(Sample.catalog(true))),
            new Answer.OfCatalog(new CatalogAnswer.Checked(
                    new CatalogCheck.Broken(Sample.catalog(true).path(), 0, "it is signed by somebody else"))),
            new Answer.OfCatalog(new CatalogAnswer.Shared(new ShareEnd.Waiting(new ShareOutcome.Waiting(Sample.WIDE)))),
            new Answer.OfCatalog(
                    new CatalogAnswer.SharedSeveral(List.of(new ShareEnd.Stopped("a")), Duration.ofSeconds(2))),
            new Answer.OfPeers(new PeersAnswer.Trusted(List.of(Sample.TRUSTED), Sample.WHO, Filter.none(1))),
            new Answer.OfPeers(new PeersAnswer.Known(
                    List.of(new Acquaintance(
                            ID,
                            Optional.empty(),
                            Optional.of(Instant.EPOCH),
                            Optional.of(Sample.TRUSTED),
                            Optional.of(Sample.REVOCATION))),
                    ID,
                    Filter.none(1))),
            new Answer.OfPeers(new PeersAnswer.Given(Sample.TRUSTED, Optional.empty())),
            new Answer.Members(List.of(Sample.OTHER), Sample.WHO, Sample.SELF, Filter.none(1)),
            new Answer.Seeding(
                    List.of(new SeededFile(Sample.WIDE, false, Optional.of(Sample.REVOCATION))), Filter.none(1)));

    private final RecordingScreen screen = new RecordingScreen(120);
    private final Output output = Output.text(screen, new Style(false));

    @ParameterizedTest
    @ValueSource(ints = {20, 80, 200})
    void fitsEveryWidth(int width) {
        RecordingScreen narrow = new RecordingScreen(width);
        Output.text(narrow, new Style(false)).print(EVENTS);
        for (Answer answer : TABLES) {
            Output.text(narrow, new Style(false)).print(answer);
        }
        List<String> lines = new ArrayList<>(narrow.answers());
        lines.addAll(narrow.notes());
        assertThat(lines).hasSizeGreaterThan(30).allSatisfy(line -> {
            assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width);
            assertThat(line).doesNotContain("\u001b", "\u0007");
        });
    }

    @Test
    void losesNoWordOfTheOperatorAt20Columns() {
        RecordingScreen narrow = new RecordingScreen(20);
        Output.text(narrow, new Style(false)).print(TABLES.get(0));
        assertThat(String.join("", narrow.answers()).replace(" ", "")).contains("apassword\\u001b[2J", "current");
    }

    @Test
    void tellsEachEventInALine() {
        output.print(EVENTS);
        assertThat(screen.notes()).isEmpty();
        assertThat(screen.answers())
                .containsExactly(
                        "Revoked by the operator: hangman.java.",
                        "Revoked by the operator: hangman.java, version 2: bad \\u001b[2J.",
                        "Offered by " + ID + ": hangman.java (3.4 KiB); approve or reject decides, pending shows all.",
                        "Approved: hangman.java is in the catalog now as version 2.",
                        "Rejected by the operator: hangman.java: no \\u0007.",
                        "Not taken by the database peer: hangman.java: no room.",
                        ID + " is a trusted peer now: note \\u0007.",
                        ID + " is no trusted peer any more.",
                        ID + " was expelled by the operator: why \\u0007.");
    }

    @Test
    void groupsManyOfAKindButNoAlarms() {
        List<NodeEvent> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            EVENTS.forEach(many::add);
            many.add(new NodeEvent.Alarm(NodeEvent.Alarm.Reason.FORK, "alarm " + i));
        }
        output.print(many);
        assertThat(screen.answers())
                .contains(
                        "And 37 more were revoked; seeding shows those that are here.",
                        "And 17 more were offered; pending shows them.",
                        "And 57 more offers were decided.",
                        "And 17 more are trusted peers now; trusted shows them.",
                        "And 17 more are no trusted peers any more.",
                        "And 17 more were expelled.");
        assertThat(screen.notes()).hasSize(20).allMatch(line -> line.startsWith("ALARM: alarm "));
    }

    @Test
    void raisesAlarmsInTheirColourAtAnyTime() {
        Announcer announcer = new Announcer(Output.text(screen, new Style(true)).quiet(), false);
        announcer.accept(List.of(
                new NodeEvent.Alarm(NodeEvent.Alarm.Reason.ROLLBACK, "an older catalog \u001b[2J"),
                new NodeEvent.Alarm(NodeEvent.Alarm.Reason.WRONG_KEY, "ALARM: another id " + "x".repeat(150))));
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes())
                .hasSize(4)
                .allMatch(line -> line.startsWith("\u001b[1;31m") && line.endsWith("\u001b[m"))
                .first()
                .asString()
                .contains("ALARM: an older catalog \\u001b[2J");
        assertThat(String.join("", screen.notes())).doesNotContain("ALARM: ALARM");
    }

    @Test
    void tellsTheOffererThoughNewsAreOff() {
        Announcer announcer = new Announcer(output, false);
        announcer.ready();
        announcer.accept(EVENTS);
        assertThat(screen.answers()).hasSize(3).allMatch(line -> line.contains("hangman.java"));
    }

    @Test
    void saysWhoLetThisPeerInWhileTheDatabasePeerIsAway() {
        output.print(new Answer.Joined(
                new Connected(4, 7, Sample.DATABASE.id(), false, false, true, Optional.of(Sample.EXPIRES)),
                Sample.DATABASE.address()));
        assertThat(screen.answers())
                .containsExactly(
                        "Connected: 4 peers with this one, 7 files.",
                        "The database peer at 127.0.0.1:9000 is away; 3 other members were reached.");
        assertThat(screen.notes()).first().asString().startsWith("Warning: the catalog's signature ended on ");
    }

    @Test
    void tellsOfAFileWhoSharedItWhoApprovedItAndThatItWasRevoked() {
        FileDetails details = new FileDetails(
                Sample.HANGMAN, Optional.empty(), Optional.empty(), List.of(), Optional.of(Sample.SECOND));
        assertThat(new InfoText(details, Sample.WHO, new Times(ZoneOffset.UTC)).lines(120))
                .contains(
                        "Version   2",
                        "Shared    by " + Sample.OTHER + ", trusted: the library \\u001b[2J",
                        "Approved  2026-01-09 10:00:00 Z, by the operator");
        FileDetails revoked = new FileDetails(
                Sample.HANGMAN, Optional.empty(), Optional.empty(), List.of(), Optional.of(Sample.FIRST));
        assertThat(new InfoText(revoked, Sample.WHO, new Times(ZoneOffset.UTC)).lines(120))
                .contains(
                        "Approved  2026-01-02 10:00:00 Z, by the operator, who put it into the database peer's directory",
                        "Revoked   2026-01-09 10:00:00 Z: a password \\u001b[2J")
                .noneMatch(line -> line.startsWith("Shared"));
    }

    @Test
    void showsRevokedFilesAsRevoked() {
        output.print(new Answer.Seeding(
                List.of(
                        new SeededFile(Sample.HANGMAN, true, Optional.empty()),
                        new SeededFile(Sample.MELODY, false, Optional.of(Sample.REVOCATION))),
                Filter.none(2)));
        assertThat(screen.answers())
                .containsExactly(
                        "Files of this peer",
                        "#  File             Size  Served       Why",
                        "1  hangman.java  3.4 KiB  yes",
                        "2  melody.mp3    3.7 MiB  no, revoked  a password \\u001b[2J");
    }
}
