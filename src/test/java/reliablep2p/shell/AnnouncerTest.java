package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.node.NodeEvent;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Style;

class AnnouncerTest {
    private static final List<NodeEvent> EVENTS = List.of(
            new NodeEvent.Joined(Sample.OTHER),
            new NodeEvent.Served(Sample.HANGMAN, Sample.OTHER),
            new NodeEvent.DatabaseLost("reset"),
            new NodeEvent.DatabaseFound(),
            new NodeEvent.Warning("beware"));

    private final RecordingScreen screen = new RecordingScreen(80);
    private final Output output = Output.text(screen, new Style(false));

    @Test
    void tellsNewsAndTrouble() {
        Announcer announcer = new Announcer(output, true);
        announcer.ready();
        announcer.accept(EVENTS);
        assertThat(screen.answers()).hasSize(2);
        assertThat(screen.notes()).hasSize(3);
    }

    @Test
    void tellsOnlyTroubleWithoutNews() {
        Announcer announcer = new Announcer(output, false);
        announcer.ready();
        announcer.accept(EVENTS);
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).hasSize(3);
    }

    @Test
    void tellsOnlyTroubleUntilThePeerIsReady() {
        Announcer announcer = new Announcer(output, true);
        announcer.accept(List.of(new NodeEvent.FileListed(Sample.HANGMAN)));
        announcer.accept(List.of(new NodeEvent.FileSkipped("a", "b")));
        announcer.accept(List.of(new NodeEvent.Warning("beware")));
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).containsExactly("Not shared: a: b", "Warning: beware");
    }

    @Test
    void turnsNewsOffAndOnAgain() {
        Announcer announcer = new Announcer(output, true);
        announcer.ready();
        announcer.turn(false);
        announcer.accept(EVENTS);
        assertThat(announcer.isOn()).isFalse();
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).hasSize(3);
        announcer.turn(true);
        announcer.accept(List.of(new NodeEvent.Joined(Sample.OTHER)));
        assertThat(screen.answers()).hasSize(1);
    }

    @Test
    void keepsQuietButForTrouble() {
        Announcer announcer = new Announcer(output.quiet(), true);
        announcer.ready();
        announcer.accept(EVENTS);
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).hasSize(3);
    }

    @Test
    void tellsOfManyAlikeTheFirstAndHowManyMore() {
        Announcer announcer = new Announcer(output, true);
        announcer.ready();
        List<NodeEvent> many = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            many.add(new NodeEvent.FileListed(Sample.file("file " + i, i)));
        }
        many.add(new NodeEvent.Joined(Sample.OTHER));
        announcer.accept(many);
        assertThat(screen.answers())
                .containsExactly(
                        "In the catalog now: file 1 (1 B).",
                        "In the catalog now: file 2 (2 B).",
                        "In the catalog now: file 3 (3 B).",
                        "And 1,997 more are in the catalog now.",
                        Sample.OTHER + " joined.");
    }
}
