package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.app.Tool;

/** Many members, many strangers, much time. Promise 4: what comes and goes leaves nothing behind. */
class LoadCampaign extends CampaignFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_KIB = 512 * 1024;
    private static final int DIALLERS = 8;
    private static final int STRANGERS = 10_000;
    /** Between two things that somebody does in an hour. */
    private static final Duration THINKING = Duration.ofMillis(20);
    /** A histogram of the heap is made after a collection, and ends with the bytes of what lives. */
    private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    @Test
    void holdsThousandsOfIdleMembers() throws Exception {
        try (Campaign campaign = Campaign.begin("idle members")) {
            int count = Campaign.isLong() ? Campaign.times(0, 10_000) : 2_000;
            assumeTrue(
                    count <= 2_000 || Runtime.version().feature() >= 21,
                    "10,000 members want virtual threads, so Java 21 or later");
            publish(campaign, "melody.mp3", 400_000);
            JarProcess database =
                    network.startDatabase(List.of("-XX:+UseSerialGC", "-Xmx320m"), "--no-samples", "--json");
            int port = JarNetwork.freePort();
            Prompt peer = joined(port);
            long begun = System.nanoTime();
            try (IdleMembers members = new IdleMembers(network.databasePort())) {
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
                campaign.count("ms until all had joined", millisSince(begun));
                peer.awaitWhole(count + 2, PATIENCE);
                campaign.count("ms until a peer knew all", millisSince(begun));
                // More than twice the silence after which a member counts as gone.
                assertThat(database.endsWithin(Duration.ofSeconds(25))).isFalse();
                assertThat(members.alive()).as("members that were held").isEqualTo(count);
                campaign.count("members", count);
                for (int i = 0; i < 5; i++) {
                    campaign.most(
                            "ms of a get at most",
                            timeGet(port, peer, "melody.mp3", PATIENCE).toMillis());
                }
                Footprint footprint = Footprint.of(database);
                campaign.count("MiB resident", footprint.residentKib() / 1024);
                campaign.count("threads of the system", footprint.threads());
                if (Runtime.version().feature() >= 21) { // A thread of the system for each would take more.
                    assertThat(footprint.residentKib()).as("KiB resident").isLessThan(MOST_KIB);
                }
            }
            peer.awaitWhole(2, PATIENCE);
        }
    }

    @Test
    void shedsThousandsOfStrangers() throws Exception {
        try (Campaign campaign = Campaign.begin("strangers")) {
            publish(campaign, "melody.mp3", 400_000);
            JarProcess database = database();
            int port = JarNetwork.freePort();
            Prompt peer = joined(port);
            timeGet(port, peer, "melody.mp3", PATIENCE);
            Footprint base = Footprint.of(database);
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService side = Executors.newFixedThreadPool(2);
            try (Strangers strangers = new Strangers()) {
                Future<?> gets = side.submit(() -> {
                    while (!done.get()) {
                        Duration taken = timeGet(port, peer, "melody.mp3", PATIENCE);
                        campaign.most("ms of a get at most", taken.toMillis());
                        campaign.count("gets");
                        peer.process().endsWithin(Duration.ofMillis(50)); // A person would take longer.
                    }
                    return null;
                });
                Future<?> newcomer = side.submit(() -> {
                    int itsPort = JarNetwork.freePort();
                    Prompt one = joined(itsPort);
                    campaign.most(
                            "ms of a newcomer's get at most",
                            timeGet(itsPort, one, "melody.mp3", PATIENCE).toMillis());
                    return null;
                });
                int shed = strangers.connect(network.databasePort(), STRANGERS, Duration.ofSeconds(30));
                newcomer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                done.set(true);
                gets.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                campaign.count("strangers", STRANGERS);
                campaign.most(
                        "ms that one was there at most", strangers.longest().toMillis());
                assertThat(shed).isEqualTo(STRANGERS);
                assertThat(strangers.longest()).isLessThan(Duration.ofSeconds(11));
                assertThat(campaign.counted("ms of a get at most")).isLessThan(2_000);
                assertThat(campaign.counted("ms of a newcomer's get at most")).isLessThan(2_000);
            } finally {
                side.shutdownNow();
            }
            base.awaitBack(database, PATIENCE);
        }
    }

    @Test
    void staysAsSmallAsItWas() throws Exception {
        try (Campaign campaign = Campaign.begin("soak")) {
            int peers = Campaign.isLong() ? 20 : 4;
            long seconds = Math.max(20, Campaign.times(60, 3_600));
            for (int i = 0; i < 40; i++) {
                publish(campaign, "file" + i + ".bin", 1 + campaign.random().nextInt(300_000));
            }
            JarProcess database = database("--approve", "all", "-f", "-", "--keep-going");
            List<Prompt> all = new ArrayList<>();
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < peers; i++) {
                ports.add(JarNetwork.freePort());
                all.add(joined(ports.get(i)));
            }
            Path own = Files.createDirectory(directory.resolve("own"));
            long begun = System.nanoTime();
            long warm = begun + TimeUnit.SECONDS.toNanos(seconds / 4);
            long end = begun + TimeUnit.SECONDS.toNanos(seconds);
            List<Size> base = new ArrayList<>();
            Random random = campaign.random();
            int shared = 0;
            while (System.nanoTime() < end) {
                int i = random.nextInt(peers);
                if (random.nextInt(20) == 0 && shared < 200) {
                    String name = "new" + shared++ + ".bin";
                    publish(campaign, own, name, random.nextInt(50_000));
                    assertThat(all.get(i).ask("share " + own.resolve(name), "shared|error", PATIENCE))
                            .contains("\"event\":\"shared\"");
                    campaign.count("shares");
                } else {
                    work(campaign, ports.get(i), all.get(i), random);
                }
                if (Campaign.isLong()) {
                    database.endsWithin(THINKING); // What is looked for takes time, not speed.
                }
                if (base.isEmpty() && System.nanoTime() > warm) {
                    base.addAll(sizes(database, all));
                }
            }
            List<Size> last = sizes(database, all);
            for (int i = 0; i < last.size(); i++) {
                campaign.most("live KiB at most, after a quarter", base.get(i).liveBytes() / 1024);
                campaign.most("live KiB at most, in the end", last.get(i).liveBytes() / 1024);
                assertThat(last.get(i).liveBytes())
                        .as("bytes that live, process " + i)
                        .isLessThan(base.get(i).liveBytes() * 5 / 4 + (1 << 20));
                assertThat(last.get(i).footprint().threads())
                        .isLessThanOrEqualTo(base.get(i).footprint().threads() + 8);
                assertThat(last.get(i).footprint().descriptors())
                        .isLessThanOrEqualTo(base.get(i).footprint().descriptors() + 8);
            }
            for (int port : ports) {
                assertThat(expected.corrupt(network.filesOf(port))).isEmpty();
            }
        }
    }

    private void work(Campaign campaign, int port, Prompt peer, Random random) throws Exception {
        String name = "file" + random.nextInt(40) + ".bin";
        switch (random.nextInt(5)) {
            case 0 -> peer.ask("list", "file", PATIENCE);
            case 1 -> peer.ask("peers", "peer", PATIENCE);
            case 2 -> peer.status();
            default -> {
                timeGet(port, peer, name, PATIENCE);
                campaign.count("gets");
            }
        }
    }

    private record Size(Footprint footprint, long liveBytes) {}

    private List<Size> sizes(JarProcess database, List<Prompt> peers) throws Exception {
        List<Size> sizes = new ArrayList<>();
        sizes.add(size(database));
        for (Prompt peer : peers) {
            sizes.add(size(peer.process()));
        }
        return sizes;
    }

    private Size size(JarProcess process) throws IOException, InterruptedException {
        Tool histogram = Tool.run(
                directory,
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram");
        Matcher total = LIVE.matcher(histogram.printed());
        assertThat(total.find()).as(histogram.printed()).isTrue();
        return new Size(Footprint.of(process), Long.parseLong(total.group(1)));
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }
}
