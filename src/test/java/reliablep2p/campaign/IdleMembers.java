package reliablep2p.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.RoguePeer;
import reliablep2p.trust.Identity;

/** Members that only live: connected, with a heartbeat, reading what the database peer tells them. */
final class IdleMembers implements Closeable {
    private static final byte[] PING = RoguePeer.frame("{\"type\":\"ping\"}");
    /** A round of hearts; well below the silence that makes a member count as gone, for a round takes longer while more join. */
    private static final long BEAT_MILLIS = 1_500;

    private static final int FIRST_PORT = 1_024;

    private final int databasePort;
    private final List<Identity> identities;
    private final ConnectionThreads threads = ConnectionThreads.forThisJava();
    private final List<RoguePeer> members = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger joined = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** So many may join; who they are is decided here, so that joining takes no longer than it has to. */
    IdleMembers(int databasePort, int count) {
        this.databasePort = databasePort;
        this.identities = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> Identity.generate())
                .toList();
        threads.start("hearts", this::beat);
    }

    /** Connects one more, and waits for the first answer to it. */
    void join() throws IOException {
        RoguePeer member = RoguePeer.tls(databasePort, identities.get(begun.getAndIncrement()));
        int port;
        synchronized (members) {
            port = FIRST_PORT + members.size();
            members.add(member);
        }
        // Nobody dials this port: that only happens when two claim to be at the same.
        member.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":" + port + "}");
        if (member.read() < 0) {
            throw new IOException("hung up on");
        }
        joined.incrementAndGet();
        threads.start("member", () -> {
            try {
                member.readToEnd();
            } catch (IOException e) {
                // It ended.
            }
            ended.incrementAndGet();
        });
    }

    /** How many are connected. */
    int alive() {
        return joined.get() - ended.get();
    }

    private void beat() {
        try {
            for (int next = 0; closed.getCount() > 0; ) {
                RoguePeer member;
                int size;
                synchronized (members) {
                    size = members.size();
                    next = next + 1 < size ? next + 1 : 0; // Each in turn, while more come.
                    member = size == 0 ? null : members.get(next);
                }
                if (member != null) {
                    try {
                        member.send(PING);
                    } catch (IOException e) {
                        // Counted by its reader.
                    }
                }
                if (size == 0 || next % Math.max(1, size / 40) == 0) {
                    closed.await(BEAT_MILLIS / 40, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        synchronized (members) {
            for (RoguePeer member : members) {
                member.close();
            }
        }
    }
}
