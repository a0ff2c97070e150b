package reliablep2p.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.output.Screen;
import reliablep2p.shell.output.Style;

/** A terminal with a person at it. */
final class TerminalConsole implements Console {
    private final Terminal terminal;
    private final Style style;
    private final BoundedLineReader reader;
    private final TerminalScreen screen;

    TerminalConsole(Terminal terminal, Surroundings surroundings, PrintStream out, PrintStream err) {
        this.terminal = terminal;
        this.style = surroundings.style();
        this.reader = BoundedLineReader.on(terminal);
        this.screen = new TerminalScreen(
                terminal, reader, surroundings.output() ? null : out, surroundings.error() ? null : err);
        // Between a command and the next prompt there is nothing to interrupt; JLine listens while it reads.
        terminal.handle(Signal.INT, SignalHandler.SIG_IGN);
    }

    @Override
    public boolean isInteractive() {
        return true;
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
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return reader.next(question);
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    @Override
    public LineSource lines(Path history, Commands commands) {
        reader.setCompleter(new CommandCompleter(commands));
        new HistoryFile(history).attachTo(reader);
        return reader;
    }

    @Override
    public Interrupts interrupts() {
        return onInterrupt -> {
            SignalHandler before = terminal.handle(Signal.INT, signal -> onInterrupt.run());
            return () -> terminal.handle(Signal.INT, before);
        };
    }

    @Override
    public void close() {
        screen.flush();
        try {
            terminal.close();
        } catch (IOException e) {
            // It is gone already; there is nobody left to tell.
            screen.progress(List.of());
        }
    }
}
