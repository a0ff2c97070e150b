package reliablep2p.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;

/** Opens the sockets that others connect to, and says in a person's words why it can't. */
final class ListeningSocket {
    /** Java's default of 50 loses connections when many peers come at once. */
    private static final int BACKLOG = 4096;

    private ListeningSocket() {}

    static ServerSocket open(String host, int port) throws IOException {
        ServerSocket socket =
                ServerSocketChannel.open().socket(); // Of a channel, so that files can be sent by the system.
        boolean bound = false;
        try {
            socket.setReuseAddress(true); // Else a restart fails for a minute after the last connection.
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
            bound = true;
            return socket;
        } catch (UnknownHostException e) {
            throw new IOException("there is no host " + host + " to listen on", e);
        } catch (BindException e) {
            throw new IOException(explanation(String.valueOf(e.getMessage()), host, port), e);
        } finally {
            if (!bound) {
                Sockets.close(socket);
            }
        }
    }

    private static String explanation(String system, String host, int port) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return "port " + port + " is in use on " + host + "; take another one";
        }
        if (lower.contains("denied")) {
            return "port " + port + " on " + host + " is only for the system's administrator";
        }
        return "can't listen on " + host + ": is it an address of this machine?";
    }
}
