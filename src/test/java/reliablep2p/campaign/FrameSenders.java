package reliablep2p.campaign;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import reliablep2p.net.RoguePeer;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.Mutation;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.trust.Identity;

/** Those who send frames that nobody meant, and look at what they get for it. */
final class FrameSenders implements Closeable {
    private static final int IDENTITIES = 16;
    /** A connection that the other side would keep open for longer than this is ended by this one. */
    private static final long DRAIN_MILLIS = 5_000;

    private final Campaign campaign;
    private final Identity member;
    private final List<Integer> victims;
    private final List<Identity> strangers = identities();
    private final List<Identity> joiners = identities();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Who sends; how many of a thousand frames, in how many threads, and how many over one connection but for the last, damaged one. */
    private enum Kind {
        /** Somebody who has joined. */
        MEMBER(930, 4, 200),
        /** Somebody who never has: a connection of theirs is ended two seconds after its first request that only a member may send. */
        STRANGER(10, 32, 3),
        /** Somebody who may send whatever makes a member or ends that, so joins now and then. */
        JOINER(20, 8, 3),
        /** Somebody who does not even begin with TLS. */
        BEFORE_TLS(40, 4, 0);

        private final int share;
        private final int threads;
        private final int batch;

        Kind(int share, int threads, int batch) {
            this.share = share;
            this.threads = threads;
            this.batch = batch;
        }
    }

    /**
     * Makes them.
     *
     * @param member the identity of one that has joined
     * @param victims the ports to which they send
     */
    FrameSenders(Campaign campaign, Identity member, List<Integer> victims) {
        this.campaign = campaign;
        this.member = member;
        this.victims = List.copyOf(victims);
    }

    private static List<Identity> identities() {
        return Stream.generate(Identity::generate).limit(IDENTITIES).toList();
    }

    /** What came that should not have come. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Sends so many frames. */
    void send(int frames) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            AtomicInteger left = new AtomicInteger(Math.max(1, (int) ((long) frames * kind.share / 1_000)));
            for (int i = 0; i < kind.threads; i++) {
                Random random = new Random(campaign.random().nextLong());
                all.add(threads.submit(() -> {
                    while (left.getAndAdd(-kind.batch - 1) > 0) {
                        connection(kind, random);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> one : all) {
            one.get(6, TimeUnit.HOURS);
        }
    }

    private void connection(Kind kind, Random random) throws IOException, InterruptedException {
        int victim = victims.get(random.nextInt(victims.size()));
        boolean joining = kind == Kind.JOINER || kind == Kind.BEFORE_TLS;
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < kind.batch; i++) {
            frames.writeBytes(Mutation.ofARequest(random, joining));
        }
        frames.writeBytes(Mutation.ofAGoldenFrame(random, joining));
        campaign.count("connections");
        campaign.count("frames, " + kind, kind.batch + 1L);
        try (RoguePeer rogue = dial(kind, victim, random)) {
            Thread reader = new Thread(() -> hear(kind, rogue), "hear");
            reader.setDaemon(true);
            reader.start();
            rogue.send(frames.toByteArray());
            rogue.endOutput();
            reader.join(DRAIN_MILLIS);
            if (reader.isAlive()) {
                campaign.count("connections that stayed open");
            }
        } catch (IOException e) {
            campaign.count("connections ended early"); // What was wanted.
        }
    }

    private RoguePeer dial(Kind kind, int victim, Random random) throws IOException {
        return switch (kind) {
            case MEMBER -> RoguePeer.tls(victim, member);
            case STRANGER -> RoguePeer.tls(victim, strangers.get(random.nextInt(IDENTITIES)));
            case JOINER -> RoguePeer.tls(victim, joiners.get(random.nextInt(IDENTITIES)));
            case BEFORE_TLS -> RoguePeer.tcp(victim);
        };
    }

    private void hear(Kind kind, RoguePeer rogue) {
        try {
            if (kind == Kind.BEFORE_TLS) {
                rogue.readToEnd(); // An alert of TLS at most.
                return;
            }
            Answers.read(rogue.input(), answer -> {
                campaign.count("answers, " + kind);
                if (kind == Kind.STRANGER && !isForAnybody(answer)) {
                    faults.add("told to a stranger: " + answer);
                }
            });
        } catch (ProtocolException e) {
            faults.add("sent to a " + kind + ": " + e.getMessage());
        } catch (IOException e) {
            campaign.count("connections ended in silence");
        }
    }

    private static boolean isForAnybody(Answer answer) {
        return answer instanceof ErrorAnswer || answer instanceof PongAnswer;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
