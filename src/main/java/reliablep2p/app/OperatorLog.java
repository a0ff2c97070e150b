package reliablep2p.app;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.slf4j.LoggerFactory;

/**
 * The operator's log: slf4j-simple, writing to a file in the peer's own directory.
 *
 * <p>slf4j-simple settles where it writes when the first logger is made, long before the directory is known to be this
 * peer's. So it is given a stream that keeps what is written until {@link #moveTo} names the file.
 */
final class OperatorLog implements Closeable {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private final LogStream stream;

    private OperatorLog(LogStream stream) {
        this.stream = stream;
    }

    /** Configures logging; to be called before any class with a logger is loaded. */
    static OperatorLog begin(boolean debug) {
        set("defaultLogLevel", debug ? "debug" : "info");
        // The stream adds the time.
        set("showDateTime", "false");
        set("showThreadName", "false");
        set("showShortLogName", "true");
        set("logFile", "System.err");
        // Not flushed by itself: slf4j-simple does that at the end of each record.
        // Takes the stream that is System.err while the first logger is made, and keeps it.
        set("cacheOutputStream", "true");
        LogStream stream = new LogStream(Clock.system(ZoneId.systemDefault()));
        PrintStream err = System.err;
        System.setErr(new PrintStream(stream, false, StandardCharsets.UTF_8));
        try {
            LoggerFactory.getLogger(OperatorLog.class).info("start on Java {}", Runtime.version());
        } finally {
            System.setErr(err);
        }
        return new OperatorLog(stream);
    }

    private static void set(String name, String value) {
        System.setProperty(PREFIX + name, value);
    }

    /**
     * Writes to the end of this file from now on, beginning with what was logged until now. A peer works without its
     * log: where that can't be written, its lines are counted, and their number is told as soon as it can be.
     */
    void moveTo(Path file) {
        stream.moveTo(new LogFile(file));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
