package reliablep2p.node;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reliablep2p.model.Address;

/** The way to the database peer, of one peer that it can be cut off from: carries bytes both ways until it is cut. */
final class Cable implements Closeable {
    private final ServerSocket end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int to;

    Cable(Address to) throws IOException {
        this.to = to.port();
        start(this::accept);
    }

    Address address() {
        return new Address(TestNetwork.HOST, end.getLocalPort());
    }

    /** Cuts it: what is open ends, and nothing new gets through. */
    @Override
    public void close() throws IOException {
        end.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Cut.
                    }
                },
                "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = end.accept();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
            sockets.add(near);
            sockets.add(far);
            start(() -> carry(near, far));
            start(() -> carry(far, near));
        }
    }

    private static void carry(Socket from, Socket into) throws IOException {
        try (from;
                into) {
            from.getInputStream().transferTo(into.getOutputStream());
        }
    }
}
