package reliablep2p.shell.output;

import java.util.List;
import reliablep2p.node.NodeEvent;

/** Everything that is printed goes through here. Thread-safe as the screen is; an answer's lines are not interleaved. */
public final class Output {
    private final Screen screen;
    private final Renderer renderer;
    private final Style style;
    private final boolean quiet;

    private Output(Screen screen, Renderer renderer, Style style, boolean quiet) {
        this.screen = screen;
        this.renderer = renderer;
        this.style = style;
        this.quiet = quiet;
    }

    /** Output for a person. */
    public static Output text(Screen screen, Style style) {
        return new Output(screen, new TextRenderer(screen, style), style, false);
    }

    /** Output for a program: one JSON object a line, on standard output, errors too. */
    public static Output json(Screen screen) {
        return new Output(screen, new JsonRenderer(screen), new Style(false), false);
    }

    /** The same output without what was not asked for: that something went well, and what happened by itself. */
    public Output quiet() {
        return new Output(screen, renderer, style, true);
    }

    /** Prints an answer. */
    public void print(Answer answer) {
        if (quiet && isConfirmation(answer)) {
            return;
        }
        synchronized (screen) {
            answer.render(renderer);
            screen.flush();
        }
    }

    private static boolean isConfirmation(Answer answer) {
        return answer instanceof Answer.Ready
                || answer instanceof Answer.Joined
                || answer instanceof Answer.Disconnected
                || answer instanceof Answer.Stopped
                || answer instanceof Answer.Fetched
                || answer instanceof Answer.Present
                || (answer instanceof Answer.OfCatalog of && of.answer().isConfirmation())
                || (answer instanceof Answer.OfPeers of && of.answer().isConfirmation())
                || (answer instanceof Answer.FetchEnded one && isSuccess(one.end()))
                || (answer instanceof Answer.FetchedSeveral all && all.ends().code() == ExitCode.DONE);
    }

    private static boolean isSuccess(FetchEnd end) {
        return end instanceof FetchEnd.Got || end instanceof FetchEnd.Here;
    }

    /** Prints what has happened, in this order. */
    public void print(List<NodeEvent> events) {
        List<NodeEvent> wanted =
                quiet ? events.stream().filter(EventText::isWarning).toList() : events;
        synchronized (screen) {
            renderer.news(wanted);
            screen.flush();
        }
    }

    /** Whether somebody sees how a command goes on. */
    boolean showsProgress() {
        return !quiet && screen.showsProgress();
    }

    /** Whether a program is told how a command goes on. */
    boolean tellsProgress() {
        return !quiet && renderer.tellsProgress();
    }

    /** Prints a line that is no answer: a hint, a remark. */
    public void note(String line) {
        screen.note(line);
    }

    /** Where the lines go. */
    public Screen screen() {
        return screen;
    }

    /** Whether and how text is styled. */
    public Style style() {
        return style;
    }
}
