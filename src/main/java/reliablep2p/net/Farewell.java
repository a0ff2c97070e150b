package reliablep2p.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * Ends a connection so that the other side can still read the last message: a socket that is closed with unread input
 * sends a reset, which makes the other side's system throw away what had arrived (RFC 1122, section 4.2.2.13).
 */
final class Farewell {
    /** How long the caller is to let {@link #say} go on. */
    static final Duration TIME = Duration.ofSeconds(1);

    private static final int BYTES = 1024 * 1024;
    private static final int BUFFER = 16 * 1024;

    private Farewell() {}

    /**
     * Ends this side's direction, then throws away what the other side still sends, up to a mebibyte of it.
     *
     * @param outer what lies over the raw socket, or the raw socket itself
     */
    static void say(Socket outer, Socket raw) throws IOException {
        outer.shutdownOutput();
        if (!raw.isOutputShutdown()) {
            raw.shutdownOutput();
        }
        InputStream in = raw.getInputStream(); // Nobody will read it, so it is not worth decrypting.
        byte[] buffer = new byte[BUFFER];
        int left = BYTES;
        int count = 0;
        while (left > 0 && count >= 0) {
            count = in.read(buffer);
            left -= Math.max(count, 0);
        }
    }
}
