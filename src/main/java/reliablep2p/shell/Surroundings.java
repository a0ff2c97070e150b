package reliablep2p.shell;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import reliablep2p.shell.output.PlainScreen;
import reliablep2p.shell.output.Screen;
import reliablep2p.shell.output.Style;

/**
 * Which of the standard streams are terminals, and whether they take escape sequences; the one place that decides.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is one
 * @param error whether standard error is one
 * @param plain whether {@code NO_COLOR} (no-color.org) or {@code TERM=dumb} asks for plain text
 */
record Surroundings(boolean input, boolean output, boolean error, boolean plain) {
    /** Kept, because the logging system forgets settings of loggers that nobody holds. */
    private static final Logger JLINE_LOG = Logger.getLogger("org.jline");

    /** What is assumed of a terminal that does not tell its size. */
    private static final int USUAL_WIDTH = 80;

    static Surroundings look() {
        // JLine's warnings would land between the lines.
        JLINE_LOG.setLevel(Level.OFF);
        List<TerminalProvider> providers =
                TerminalBuilder.builder().getProviders(null, new IllegalStateException("no terminal"));
        return new Surroundings(
                isTerminal(providers, SystemStream.Input),
                isTerminal(providers, SystemStream.Output),
                isTerminal(providers, SystemStream.Error),
                isPlain(System.getenv("NO_COLOR"), System.getenv("TERM")));
    }

    @SuppressWarnings("NullAway") // The environment gives null for what is not set.
    static boolean isPlain(String noColor, String term) {
        return (noColor != null && !noColor.isEmpty()) || (term != null && term.startsWith("dumb"));
    }

    private static boolean isTerminal(List<TerminalProvider> providers, SystemStream stream) {
        return providers.stream().anyMatch(provider -> provider.isSystemStream(stream));
    }

    /**
     * Always UTF-8, whatever the locale: names and JSON must not turn into question marks in a service or a container
     * that has none.
     */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    Console open() {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        if (input && (output || error)) {
            BoundedLineReader.load();
            Terminal terminal = terminal();
            if (terminal != null) {
                return new TerminalConsole(terminal, this, out, err);
            }
        }
        Screen screen = new PlainScreen(out, err, output ? USUAL_WIDTH : Screen.UNLIMITED);
        return new PlainConsole(
                input, screen, style(), new BufferedInputStream(new FileInputStream(FileDescriptor.in)), out);
    }

    Style style() {
        return new Style(output && error && !plain);
    }

    @SuppressWarnings("NullAway") // Null where the terminal can't do more than a pipe.
    private static Terminal terminal() {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .encoding(StandardCharsets.UTF_8)
                    .stdinEncoding(StandardCharsets.UTF_8)
                    .stdoutEncoding(StandardCharsets.UTF_8)
                    .stderrEncoding(StandardCharsets.UTF_8)
                    .build();
            if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                return terminal;
            }
            terminal.close();
        } catch (IOException e) {
            JLINE_LOG.log(Level.FINE, "no terminal", e);
        }
        return null;
    }
}
