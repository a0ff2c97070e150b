package reliablep2p.app;

import java.io.PrintStream;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.PlainScreen;
import reliablep2p.shell.output.Screen;
import reliablep2p.shell.output.Style;

/** Output for as long as nobody has looked at the terminal, and for commands that never need to. */
final class EarlyOutput {
    private EarlyOutput() {}

    static Output of(boolean json, PrintStream out, PrintStream err) {
        return json ? Output.json(screen(out, err)) : text(out, err);
    }

    static Output text(PrintStream out, PrintStream err) {
        return Output.text(screen(out, err), new Style(false));
    }

    private static Screen screen(PrintStream out, PrintStream err) {
        return new PlainScreen(out, err, Screen.UNLIMITED);
    }
}
