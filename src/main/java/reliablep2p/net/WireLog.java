package reliablep2p.net;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PeerId;
import reliablep2p.model.Printable;

/**
 * Shows in the log, at debug level, what a connection carries: its begin and end, and the JSON of each frame, {@code ->}
 * sent or {@code <-} received, cut after {@link #SHOWN} bytes; of a file only how many bytes follow. At other levels
 * nothing is computed. Thread-safe; has no state that changes.
 *
 * <p>Connections are proved by their certificates, so few fields are secrets: what {@code connect} shows of an
 * invitation, and the tokens of clear connections, which are left out here, in {@link #text}.
 */
final class WireLog {
    /** The longest JSON shown, in bytes. */
    static final int SHOWN = 2048;

    private static final Logger LOG = LoggerFactory.getLogger(WireLog.class);

    /** The field of the secret and its value, of whatever kind; JSON lets each character of the name be escaped. */
    private static final Pattern SECRET = Pattern.compile(
            Stream.of("invitation", "token", "proof")
                            .map(WireLog::spelled)
                            .collect(Collectors.joining("|", "(\"(?:", ")\"\\s*:\\s*)"))
                    + "(?:\"(?:[^\"\\\\]++|\\\\.)*+\"?|[^,}]*+)",
            Pattern.CASE_INSENSITIVE);

    private final String remote;

    private static String spelled(String name) {
        return name.chars()
                .mapToObj(c -> String.format(Locale.ROOT, "(?:%c|\\\\u%04x)", c, c))
                .collect(Collectors.joining());
    }

    private WireLog(String remote) {
        this.remote = remote;
    }

    /** The log of a connection with this peer. */
    static WireLog of(String address, PeerId id) {
        return new WireLog(LOG.isDebugEnabled() ? address + " " + id.shortened() : "");
    }

    void opened() {
        LOG.debug("{}: connected", remote);
    }

    /**
     * It is closed, for the first time.
     *
     * @param reason its text is taken only if it is shown
     */
    void closed(Object reason) {
        LOG.debug("{}: closed: {}", remote, reason);
    }

    void sent(byte[] payload) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} -> {}", remote, text(payload));
        }
    }

    void received(byte[] payload) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} <- {}", remote, text(payload));
        }
    }

    void sendsFile(long bytes) {
        LOG.debug("{} -> {} bytes of file follow", remote, bytes);
    }

    void receivesFile(long bytes) {
        LOG.debug("{} <- {} bytes of file follow", remote, bytes);
    }

    /** The JSON of a frame for one line of a log: what a terminal would obey, or nobody sees, is escaped. */
    static String text(byte[] payload) {
        int length = Math.min(payload.length, SHOWN);
        String shown = new String(payload, 0, length, StandardCharsets.UTF_8);
        String json = Printable.text(SECRET.matcher(shown).replaceAll("$1\"(secret)\""));
        return length < payload.length ? json + "... (" + payload.length + " bytes)" : json;
    }
}
