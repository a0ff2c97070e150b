package reliablep2p.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Printable;
import reliablep2p.shell.output.Output;

/** Keeps where an error came from: in the log, and with {@code --debug} for the person too. */
final class Trouble implements Consumer<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final Output output;
    private final boolean debug;

    Trouble(Output output, boolean debug) {
        this.output = output;
        this.debug = debug;
    }

    @Override
    public void accept(Throwable trouble) {
        LOG.warn("a command failed", trouble);
        if (debug) {
            StringWriter trace = new StringWriter();
            trouble.printStackTrace(new PrintWriter(trace));
            trace.toString().replace("\t", "    ").lines().map(Printable::text).forEach(output::note);
        }
    }
}
