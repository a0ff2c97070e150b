package reliablep2p.app;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showShortLogName", "true");
        set("logFile", "System.err");
        // Takes the stream that is System.err while the first logger is made, and keeps it.
        set("cacheOutputStream", "true");
        LogStream stream = new LogStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
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

    /** Writes to the end of this file from now on, beginning with what was logged until now. */
    void moveTo(Path file) {
        try {
            stream.moveTo(file);
        } catch (IOException e) {
            // A peer works without its log; the reason is in what follows if the file can be opened later.
            LoggerFactory.getLogger(OperatorLog.class).warn("no log file", e);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
