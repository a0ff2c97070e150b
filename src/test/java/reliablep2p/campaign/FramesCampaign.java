package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.net.RoguePeer;
import reliablep2p.node.RogueMember;
import reliablep2p.protocol.Mutation;
import reliablep2p.trust.Identity;

/**
 * Frames that nobody meant, for a running database peer and a running peer: from a member and from a stranger over TLS,
 * and from anybody before it. Promise 4: nobody dies of them, and nothing of them stays behind.
 */
class FramesCampaign extends CampaignFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SENDERS = 8;
    /** So many requests that can be read go over a member's connection, before one frame that can't. */
    private static final int BATCH = 100;
    /** A stranger's is ended at its first request that only a member may send. */
    private static final int STRANGERS_BATCH = 3;

    private static final int STRANGERS = 16;
    /** Of a hundred connections: so many bring a damaged frame before there is any TLS. */
    private static final int BEFORE_TLS = 30;
    /** Of a hundred connections: so many are a stranger's. */
    private static final int OF_STRANGERS = 5;
    /** A connection that the other side would keep open for longer than this is ended by this one. */
    private static final long DRAIN_MILLIS = 2_000;

    @Test
    void survivesFramesThatNobodyMeant() throws Exception {
        try (Campaign campaign = Campaign.begin("frames")) {
            publish(campaign, "melody.mp3", 30_000);
            JarProcess database = database();
            int port = JarNetwork.freePort();
            Prompt peer = joined(port);
            List<Integer> victims = List.of(network.databasePort(), port);
            ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
            List<Identity> strangers =
                    Stream.generate(Identity::generate).limit(STRANGERS).toList();
            try (RogueMember member = new RogueMember(network.databasePort(), (asker, request) -> asker.close())) {
                Senders all = new Senders(campaign, senders, member.identity(), strangers, victims);
                all.send(2_000); // Warm, so that the base is one.
                Footprint databaseBase = Footprint.of(database);
                Footprint peerBase = Footprint.of(peer.process());
                all.send(Campaign.times(100_000, 1_000_000));
                assertThat(database.isAlive()).as(database::toString).isTrue();
                assertThat(peer.process().isAlive())
                        .as(peer.process()::toString)
                        .isTrue();
                databaseBase.awaitBack(database, PATIENCE);
                peerBase.awaitBack(peer.process(), PATIENCE);
                timeGet(port, peer, "melody.mp3", PATIENCE);
            } finally {
                senders.shutdownNow();
            }
            assertThat(database.err().all())
                    .as("nothing is thrown at the person")
                    .isEmpty();
            assertThat(peer.process().err().all()).isEmpty();
        }
    }

    /** Who sends, and to whom. */
    private record Senders(
            Campaign campaign,
            ExecutorService threads,
            Identity member,
            List<Identity> strangers,
            List<Integer> victims) {
        void send(int frames) throws Exception {
            AtomicInteger left = new AtomicInteger(frames);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                Random random = new Random(campaign.random().nextLong());
                all.add(threads.submit(() -> {
                    while (left.get() > 0) {
                        left.addAndGet(-connection(random));
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(6, TimeUnit.HOURS);
            }
        }

        /** Everything that one connection brings; says how many frames. */
        private int connection(Random random) throws IOException, InterruptedException {
            int victim = victims.get(random.nextInt(victims.size()));
            campaign.count("connections");
            int kind = random.nextInt(100);
            if (kind < BEFORE_TLS) {
                campaign.count("frames before TLS");
                FramesCampaign.send(campaign, () -> RoguePeer.tcp(victim), Mutation.ofAGoldenFrame(random, true));
                return 1;
            }
            boolean stranger = kind < BEFORE_TLS + OF_STRANGERS;
            int requests = stranger ? STRANGERS_BATCH : BATCH;
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < requests; i++) {
                frames.writeBytes(Mutation.ofARequest(random, stranger));
            }
            frames.writeBytes(Mutation.ofAGoldenFrame(random, stranger));
            Identity identity = stranger ? strangers.get(random.nextInt(strangers.size())) : member;
            campaign.count(stranger ? "frames of strangers" : "frames of a member", requests + 1L);
            FramesCampaign.send(campaign, () -> RoguePeer.tls(victim, identity), frames.toByteArray());
            return requests + 1;
        }
    }

    /** How a connection is made. */
    private interface Dial {
        RoguePeer dial() throws IOException;
    }

    private static void send(Campaign campaign, Dial dial, byte[] frames) throws InterruptedException {
        try (RoguePeer rogue = dial.dial()) {
            Thread reader = new Thread(() -> drain(rogue), "drain");
            reader.setDaemon(true);
            reader.start();
            rogue.send(frames);
            rogue.endOutput();
            reader.join(DRAIN_MILLIS);
            if (reader.isAlive()) {
                campaign.count("connections that stayed open");
            }
        } catch (IOException e) {
            campaign.count("connections ended early"); // What was wanted.
        }
    }

    private static void drain(RoguePeer rogue) {
        try {
            rogue.readToEnd();
        } catch (IOException e) {
            // It ended.
        }
    }
}
