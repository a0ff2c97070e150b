package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small things about sockets that several classes need. */
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private Sockets() {}

    /** Closes, whatever happens: nobody can do anything about a socket that doesn't close well. */
    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing: {}", e.toString());
        }
    }

    /** The numeric form without an IPv6 zone, which means something on one machine only. */
    static String numeric(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** The other side's address and port, for a log or a thread's name. */
    static String remote(Socket socket) {
        return socket.getInetAddress() == null
                ? "nobody"
                : numeric(socket.getInetAddress()) + " port " + socket.getPort();
    }

    /** Whether both ends of a connected socket have loopback addresses. */
    static boolean isLoopback(Socket socket) {
        return socket.getInetAddress().isLoopbackAddress()
                && socket.getLocalAddress().isLoopbackAddress();
    }

    /** How a person reads a deadline: {@code 10 s} or {@code 250 ms}. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
