package reliablep2p.shell.output;

import reliablep2p.node.NodeEvent;

/** Everything that is printed goes through here. Thread-safe as the screen is; an answer's lines are not interleaved. */
public final class Output {
    /** What {@code secure-get} has to add while no peer has a role. */
    static final String NO_TRUSTED_PEERS = "No trusted peers have been named in this network.";

    private final Screen screen;
    private final Renderer renderer;
    private final Style style;

    private Output(Screen screen, Renderer renderer, Style style) {
        this.screen = screen;
        this.renderer = renderer;
        this.style = style;
    }

    /** Output for a person. */
    public static Output text(Screen screen, Style style) {
        return new Output(screen, new TextRenderer(screen, style), style);
    }

    /** Output for a program: one JSON object a line, on standard output, errors too. */
    public static Output json(Screen screen) {
        return new Output(screen, new JsonRenderer(screen), new Style(false));
    }

    /** Prints an answer. */
    public void print(Answer answer) {
        synchronized (screen) {
            answer.render(renderer);
            screen.flush();
        }
    }

    /** Prints an event. */
    public void print(NodeEvent event) {
        synchronized (screen) {
            renderer.event(event);
            screen.flush();
        }
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
