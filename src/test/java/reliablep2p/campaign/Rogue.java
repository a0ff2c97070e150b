package reliablep2p.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reliablep2p.net.RoguePeer;
import reliablep2p.trust.Identity;

/** One bad peer: connects to a victim, does its one bad thing, and comes back whenever it is hung up on. */
final class Rogue implements Closeable {
    /** Between two connections: 2,000 rogues shall be bad peers, and not a benchmark of accepting. */
    private static final long PAUSE_MILLIS = 5_000;

    /** What it sent and does not read keeps a connection open for so long, unless the victim ends it. */
    private static final long PATIENCE_SECONDS = 30;

    private final Kind kind;
    private final int victim;
    private final Identity identity;
    private final Random random;
    private final String get;
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable RoguePeer peer;

    /** The one bad thing. */
    enum Kind {
        /** Connects and says nothing. */
        SILENT,
        /** Begins a handshake, a byte at a time. */
        SLOW_HANDSHAKE,
        /** Sends no TLS at all. */
        HTTP,
        /** Sends what nobody can read. */
        NOISE,
        /** Ends its handshake and says nothing. */
        SILENT_MEMBER,
        /** Announces a frame that never comes. */
        HALF_FRAME,
        /** Sends a frame a byte at a time. */
        SLOW_WRITER,
        /** Sends requests, and reads none of the answers. */
        UNREAD,
        /** Takes a file a byte at a time. */
        SLOW_READER,
        /** Sends frames that are none, without an end. */
        ENDLESS
    }

    /** Makes it; {@code get} is a request that the victim would grant a member. */
    Rogue(Kind kind, int victim, Identity identity, String get, Random random) {
        this.kind = kind;
        this.victim = victim;
        this.identity = identity;
        this.get = get;
        this.random = random;
    }

    void start() {
        Thread thread = new Thread(this::run, "rogue " + kind);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until it has connected once, or was refused; false if that takes longer. */
    boolean awaitFirst(long millis) throws InterruptedException {
        return tried.await(millis, TimeUnit.MILLISECONDS);
    }

    /** How often it has connected. */
    int connections() {
        return connections.get();
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (RoguePeer now = dial()) {
                peer = now;
                connections.incrementAndGet();
                tried.countDown();
                misbehave(now);
            } catch (IOException e) {
                tried.countDown(); // Hung up on.
            }
            pause(PAUSE_MILLIS);
        }
    }

    private RoguePeer dial() throws IOException {
        return switch (kind) {
            case SILENT, SLOW_HANDSHAKE, HTTP, NOISE -> RoguePeer.tcp(victim);
            default -> RoguePeer.tls(victim, identity);
        };
    }

    private void misbehave(RoguePeer now) throws IOException {
        byte[] noise = new byte[4_000];
        random.nextBytes(noise);
        switch (kind) {
            case SILENT, SILENT_MEMBER -> now.awaitEnd();
            case SLOW_HANDSHAKE -> {
                // The head of a ClientHello that goes on for a long time.
                now.send(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3});
                now.drip(noise, 300);
            }
            case HTTP -> {
                now.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                now.awaitEnd();
            }
            case NOISE -> {
                now.send(noise);
                now.awaitEnd();
            }
            case HALF_FRAME -> {
                now.sendLength(20_000);
                now.awaitEnd();
            }
            case SLOW_WRITER -> now.drip(RoguePeer.frame(get), 300);
            case UNREAD -> {
                for (int i = 0; i < 1_000; i++) {
                    now.sendFrame(i % 2 == 0 ? get : "{\"type\":\"get_map\"}");
                }
                pause(PATIENCE_SECONDS * 1_000);
            }
            case SLOW_READER -> {
                now.sendFrame(get);
                while (now.read() >= 0 && !pause(50)) {
                    // One byte, now and then.
                }
            }
            case ENDLESS -> {
                byte[] junk = RoguePeer.frame("{\"type\":\"none\",\"x\":\"" + "x".repeat(30_000) + "\"}");
                now.flood(junk);
            }
        }
    }

    /** Waits for so long; says whether the campaign has ended meanwhile. */
    private boolean pause(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        RoguePeer last = peer;
        if (last != null) {
            last.close();
        }
    }
}
