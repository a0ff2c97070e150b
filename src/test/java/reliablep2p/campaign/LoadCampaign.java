package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;

/** Many members, many strangers. Promise 4: they cost little, and what comes and goes leaves nothing behind. */
class LoadCampaign extends CampaignFixture {
    private static final String MELODY = "melody.mp3";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_KIB = 512 * 1024;
    private static final int DIALLERS = 8;
    private static final int FEW_MEMBERS = 2_000;
    private static final int MANY_MEMBERS = 10_000;
    /** 26 KiB of the heap for each member, some more while thousands come at once, and the young generation. */
    private static final List<String> HEAP_FOR_FEW = List.of("-XX:+UseSerialGC", "-Xmx100m");

    private static final List<String> HEAP_FOR_MANY = List.of("-XX:+UseSerialGC", "-Xmx340m", "-Xmn36m");

    @Test
    void holdsThousandsOfIdleMembers() throws Exception {
        try (Campaign campaign = Campaign.begin("idle members")) {
            int count = Campaign.isLong() ? Campaign.times(0, MANY_MEMBERS) : FEW_MEMBERS;
            assumeTrue(
                    count <= FEW_MEMBERS || Runtime.version().feature() >= Jcmd.VIRTUAL_THREADS,
                    "10,000 members want virtual threads, so Java 21 or later");
            publish(campaign, MELODY, 400_000);
            JarProcess database =
                    network.startDatabase(count > FEW_MEMBERS ? HEAP_FOR_MANY : HEAP_FOR_FEW, "--no-samples", "--json");
            int port = JarNetwork.freePort();
            Prompt peer = joined(port);
            try (IdleMembers members = new IdleMembers(network.databasePort(), count)) {
                long begun = System.nanoTime();
                joinAll(members, count);
                campaign.count("ms until all had joined", millisSince(begun));
                peer.awaitWhole(count + 2, PATIENCE);
                campaign.count("ms until a peer knew all", millisSince(begun));
                // More than twice the silence after which a member counts as gone.
                assertThat(database.endsWithin(Duration.ofSeconds(25))).isFalse();
                assertThat(members.alive()).as("members that were held").isEqualTo(count);
                campaign.count("members", count);
                measure(campaign, database, port, peer);
            }
            peer.awaitWhole(2, PATIENCE);
        }
    }

    private static void joinAll(IdleMembers members, int count) throws Exception {
        ExecutorService diallers = Executors.newFixedThreadPool(DIALLERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(diallers.submit(() -> {
                    members.join();
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(20, TimeUnit.MINUTES);
            }
        } finally {
            diallers.shutdownNow();
        }
    }

    private void measure(Campaign campaign, JarProcess database, int port, Prompt peer) throws Exception {
        for (int i = 0; i < 5; i++) {
            campaign.most(
                    "ms of a get at most", timeGet(port, peer, MELODY, PATIENCE).toMillis());
        }
        long residentKib = Footprint.residentKib(database);
        campaign.count("MiB resident", residentKib / 1024);
        campaign.count("threads of the system", Footprint.systemThreads(database));
        if (Runtime.version().feature() >= Jcmd.VIRTUAL_THREADS) { // A thread of the system for each would take more.
            assertThat(residentKib).as("KiB resident").isLessThan(MOST_KIB);
        }
    }

    @Test
    void shedsThousandsOfStrangers() throws Exception {
        try (Campaign campaign = Campaign.begin("strangers")) {
            serveAmong(campaign, Strangers.Kind.SILENT, 10_000, 2_000);
        }
    }

    /** Who sends a byte seems to speak, as honest peers do; what keeps nobody out must not depend on that. */
    @Test
    void servesMembersAmongStrangersThatSendOneByteOnly() throws Exception {
        try (Campaign campaign = Campaign.begin("strangers of one byte")) {
            serveAmong(campaign, Strangers.Kind.ONE_BYTE, 15 * 300, 300); // For 15 s.
        }
    }

    /** So many a second do this, while a member gets a file again and again, and others join. */
    private void serveAmong(Campaign campaign, Strangers.Kind kind, int count, int perSecond) throws Exception {
        publish(campaign, MELODY, 400_000);
        JarProcess database = database();
        int port = JarNetwork.freePort();
        Prompt peer = joined(port);
        timeGet(port, peer, MELODY, PATIENCE);
        Footprint base = Footprint.of(database);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService side = Executors.newFixedThreadPool(2);
        try (Strangers strangers = new Strangers(kind, perSecond)) {
            Future<?> gets = side.submit(() -> {
                while (!done.get()) {
                    Duration taken = timeGet(port, peer, MELODY, PATIENCE);
                    campaign.most("ms of a get at most", taken.toMillis());
                    campaign.count("gets");
                    peer.process().endsWithin(Duration.ofMillis(50)); // A person would take longer.
                }
                return null;
            });
            Future<?> newcomers = side.submit(() -> {
                do {
                    timeNewcomer(campaign);
                } while (!done.get());
                return null;
            });
            int shed = strangers.connect(network.databasePort(), count, Duration.ofSeconds(30 + count / perSecond));
            done.set(true);
            newcomers.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            gets.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            campaign.count("strangers", count);
            campaign.most("ms that one was there at most", strangers.longest().toMillis());
            assertThat(shed).isEqualTo(count);
            assertThat(strangers.longest()).isLessThan(Duration.ofSeconds(11));
        } finally {
            side.shutdownNow();
        }
        for (String what : List.of("get", "newcomer's connect", "newcomer's get")) {
            assertThat(campaign.counted("ms of a " + what + " at most"))
                    .as(what)
                    .isLessThan(2_000);
        }
        base.awaitBack(database, PATIENCE);
    }

    private void timeNewcomer(Campaign campaign) throws Exception {
        int port = JarNetwork.freePort();
        Prompt newcomer = peerOf(network, network.databasePort(), port);
        long begun = System.nanoTime();
        newcomer.connect();
        campaign.most("ms of a newcomer's connect at most", millisSince(begun));
        campaign.most(
                "ms of a newcomer's get at most",
                timeGet(port, newcomer, MELODY, PATIENCE).toMillis());
        campaign.count("newcomers");
        newcomer.process().kill();
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }
}
