package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

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
        EVENTS.forEach(announcer);
        assertThat(screen.answers()).hasSize(2);
        assertThat(screen.notes()).hasSize(3);
    }

    @Test
    void tellsOnlyTroubleWithoutNews() {
        Announcer announcer = new Announcer(output, false);
        announcer.ready();
        EVENTS.forEach(announcer);
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).hasSize(3);
    }

    @Test
    void tellsOnlyTroubleUntilThePeerIsReady() {
        Announcer announcer = new Announcer(output, true);
        announcer.accept(new NodeEvent.FileListed(Sample.HANGMAN));
        announcer.accept(new NodeEvent.FileSkipped("a", "b"));
        announcer.accept(new NodeEvent.Warning("beware"));
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).containsExactly("Not shared: a: b", "Warning: beware");
    }

    @Test
    void turnsNewsOffAndOnAgain() {
        Announcer announcer = new Announcer(output, true);
        announcer.ready();
        announcer.turn(false);
        EVENTS.forEach(announcer);
        assertThat(announcer.isOn()).isFalse();
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).hasSize(3);
        announcer.turn(true);
        announcer.accept(new NodeEvent.Joined(Sample.OTHER));
        assertThat(screen.answers()).hasSize(1);
    }

    @Test
    void keepsQuietButForTrouble() {
        Announcer announcer = new Announcer(output.quiet(), true);
        announcer.ready();
        EVENTS.forEach(announcer);
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes()).hasSize(3);
    }
}
