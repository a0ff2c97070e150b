package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import reliablep2p.model.Address;

/**
 * A bad way to a peer that listens on the loopback: a port whose connections are carried there and back, late, slowly,
 * in another order, for a while not at all, or cut. What is held back is never lost, as with a network that TCP runs
 * over: it comes once the way is healed. Thread-safe: a thread a direction carries, a test decides.
 */
public final class Cable implements Closeable {
    /** Which way bytes go. */
    public enum Way {
        /** To the peer that the cable leads to. */
        THERE,
        /** From it. */
        BACK
    }

    private static final int PIECE = 16 * 1024;
    private static final int TICKS_A_SECOND = 20;

    private final ServerSocket end;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int to;

    // All guarded by this.
    private final Set<Way> silent = EnumSet.noneOf(Way.class);
    private Duration delay = Duration.ZERO;
    private Duration disorder = Duration.ZERO;
    private Random random = new Random(0);
    private int bytesPerSecond = Integer.MAX_VALUE;
    private boolean down;
    private boolean closed;

    /** A good way to this address. */
    public Cable(Address to) throws IOException {
        this(to.port());
    }

    /** A good way to this port of the loopback. */
    public Cable(int to) throws IOException {
        this.to = to;
        this.end = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where it begins. */
    public Address address() {
        return new Address("127.0.0.1", end.getLocalPort());
    }

    /** From now on each piece arrives so much later. */
    public synchronized void delay(Duration by) {
        delay = by;
    }

    /** From now on each connection and direction carries so many bytes a second, in small pieces. */
    public synchronized void trickle(int bytes) {
        bytesPerSecond = bytes;
    }

    /** From now on each connection waits for a while of at most so long before it begins, so that they overtake. */
    public synchronized void reorder(Duration most, Random by) {
        disorder = most;
        random = by;
    }

    /** From now on nothing arrives in this direction, and nobody is told. */
    public synchronized void silence(Way way) {
        silent.add(way);
    }

    /** Ends all connections; new ones work. */
    public void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Ends all connections; new ones end at once. */
    public void unplug() throws IOException {
        synchronized (this) {
            down = true;
        }
        cut();
    }

    /** A good way again; what was held back arrives. */
    public synchronized void heal() {
        silent.clear();
        delay = Duration.ZERO;
        disorder = Duration.ZERO;
        bytesPerSecond = Integer.MAX_VALUE;
        down = false;
        notifyAll();
    }

    /** Cuts it for good: what is open ends, and nothing new gets through. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        end.close();
        cut();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Cut.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = end.accept();
            sockets.add(near);
            start(() -> lead(near));
        }
    }

    private void lead(Socket near) throws IOException, InterruptedException {
        Socket far = new Socket();
        sockets.add(far);
        try {
            if (!begin()) {
                throw new IOException("unplugged");
            }
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        } catch (IOException e) {
            end(near, far);
            throw e;
        }
        start(() -> carry(near, far, Way.THERE));
        start(() -> carry(far, near, Way.BACK));
    }

    private synchronized boolean begin() throws InterruptedException {
        if (!disorder.isZero()) {
            pause(Math.round(random.nextDouble() * disorder.toNanos()));
        }
        return !down && !closed;
    }

    private void carry(Socket from, Socket into, Way way) throws IOException, InterruptedException {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece, 0, most()); n >= 0; n = in.read(piece, 0, most())) {
                hold(way, n);
                out.write(piece, 0, n);
            }
        } finally {
            end(from, into);
        }
    }

    private void end(Socket one, Socket other) throws IOException {
        sockets.removeAll(Set.of(one, other));
        try (one;
                other) {
            // Whatever one side does, the other one is told.
        }
    }

    private synchronized int most() {
        return Math.min(PIECE, Math.max(1, bytesPerSecond / TICKS_A_SECOND));
    }

    /** Waits until these bytes may arrive. */
    private synchronized void hold(Way way, int bytes) throws InterruptedException {
        long nanos = delay.toNanos();
        if (bytesPerSecond < Integer.MAX_VALUE) {
            nanos += TimeUnit.SECONDS.toNanos(1) * bytes / bytesPerSecond;
        }
        pause(nanos);
        while (silent.contains(way) && !closed) {
            wait();
        }
    }

    /** Waits for so long, or until the cable is closed. */
    private synchronized void pause(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !closed; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
