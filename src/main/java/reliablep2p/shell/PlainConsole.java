package reliablep2p.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.output.Screen;
import reliablep2p.shell.output.Style;

/** A pipe, or a terminal that understands no more than lines ({@code TERM=dumb}). */
final class PlainConsole implements Console {
    private final boolean interactive;
    private final Screen screen;
    private final Style style;
    private final StreamLines lines;
    private final PrintStream prompts;
    private volatile String lastPrompt = "";

    PlainConsole(boolean interactive, Screen screen, Style style, InputStream in, PrintStream prompts) {
        this.interactive = interactive;
        this.screen = screen;
        this.style = style;
        this.lines = new StreamLines(in);
        this.prompts = prompts;
    }

    @Override
    public boolean isInteractive() {
        return interactive;
    }

    @Override
    public Screen screen() {
        return screen;
    }

    @Override
    public Style style() {
        return style;
    }

    @Override
    public Line ask(String question) {
        lastPrompt = question;
        if (interactive) {
            prompt(question);
        }
        return lines.next(question);
    }

    private void prompt(String text) {
        prompts.print(text);
        prompts.flush();
    }

    @Override
    public LineSource lines(Path history, Commands commands) {
        if (interactive) {
            // Between commands Ctrl-C drops the typed line, which the terminal itself does; only the prompt is missing.
            ProcessSignals.on("INT", () -> prompt("\n" + lastPrompt));
        }
        return this::ask;
    }

    @Override
    public Interrupts interrupts() {
        return onInterrupt -> ProcessSignals.on("INT", onInterrupt);
    }

    @Override
    public void close() {
        screen.flush();
    }
}
