package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;

/** Ordinary work for a long time. Promise 4: what comes and goes leaves nothing behind. */
class SoakCampaign extends CampaignFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FILES = 40;
    private static final int MOST_SHARES = 200;
    /** So often it is looked at what each process holds; in the second half of these looks that may not grow. */
    private static final int LOOKS = 10;
    /**
     * What a process may hold more at the end of the second half than at its begin, by the trend: connections are kept for
     * the next request, and have 50 KiB and a thread each; now there are some more of them, now some less.
     */
    private static final long BYTES = 512 << 10;

    private static final long HANDLES = 6;

    /** Longer than connections are kept that nobody needs. */
    private static final Duration RESTING = Duration.ofSeconds(90);

    /** Between two things that somebody does in an hour. */
    private static final Duration THINKING = Duration.ofMillis(20);

    private final List<Prompt> peers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<JarProcess> processes = new ArrayList<>();
    private Path own;
    private int shared;

    @Test
    void staysAsSmallAsItWas() throws Exception {
        try (Campaign campaign = Campaign.begin("soak")) {
            start(campaign, Campaign.isLong() ? 20 : 4);
            List<Footprint> before = footprints();
            long piece = Math.max(20, Campaign.times(60, 3_600)) * 1_000L / LOOKS;
            List<List<Footprint>> looks = new ArrayList<>();
            for (int look = 0; look < LOOKS; look++) {
                work(campaign, piece, look < LOOKS / 2);
                looks.add(footprints());
            }
            for (int process = 0; process < processes.size(); process++) {
                check(campaign, process, looks);
                if (Campaign.isLong()) {
                    before.get(process).awaitHandlesBack(processes.get(process), RESTING);
                }
            }
            for (int port : ports) {
                assertThat(expected.corrupt(network.filesOf(port))).isEmpty();
            }
        }
    }

    private List<Footprint> footprints() throws Exception {
        List<Footprint> all = new ArrayList<>();
        for (JarProcess process : processes) {
            all.add(Footprint.of(process));
        }
        return all;
    }

    private void start(Campaign campaign, int count) throws Exception {
        for (int i = 0; i < FILES; i++) {
            publish(campaign, "file" + i + ".bin", 1 + campaign.random().nextInt(300_000));
        }
        processes.add(database("--approve", "all", "-f", "-", "--keep-going"));
        for (int i = 0; i < count; i++) {
            ports.add(JarNetwork.freePort());
            peers.add(joined(ports.get(i)));
            processes.add(peers.get(i).process());
        }
        own = Files.createDirectory(directory.resolve("own"));
    }

    /** For so long; what is new in the catalog stays in memory, so there is nothing new in the second half. */
    private void work(Campaign campaign, long millis, boolean sharing) throws Exception {
        Random random = campaign.random();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            int i = random.nextInt(peers.size());
            if (sharing && shared < MOST_SHARES && random.nextInt(20) == 0) {
                share(campaign, peers.get(i));
            } else {
                ask(campaign, ports.get(i), peers.get(i), random);
            }
            if (Campaign.isLong()) {
                processes.get(0).endsWithin(THINKING); // What is looked for takes time, not speed.
            }
        }
    }

    private void share(Campaign campaign, Prompt peer) throws Exception {
        String name = "new" + shared++ + ".bin";
        publish(campaign, own, name, campaign.random().nextInt(50_000));
        assertThat(peer.ask("share " + own.resolve(name), "shared|error", PATIENCE))
                .contains("\"event\":\"shared\"");
        campaign.count("shares");
    }

    private void ask(Campaign campaign, int port, Prompt peer, Random random) throws Exception {
        switch (random.nextInt(5)) {
            case 0 -> peer.ask("list", "file", PATIENCE);
            case 1 -> peer.ask("peers", "peer", PATIENCE);
            case 2 -> peer.status();
            default -> {
                timeGet(port, peer, "file" + random.nextInt(FILES) + ".bin", PATIENCE);
                campaign.count("gets");
            }
        }
    }

    private static void check(Campaign campaign, int process, List<List<Footprint>> looks) {
        List<Footprint> half = looks.subList(LOOKS / 2, LOOKS).stream()
                .map(all -> all.get(process))
                .toList();
        campaign.most("live KiB at most, in the middle", half.get(0).liveBytes() / 1024);
        campaign.most("live KiB at most, in the end", half.get(half.size() - 1).liveBytes() / 1024);
        long rise = Math.round(rise(half, Footprint::liveBytes));
        campaign.most("KiB of a rise at most", rise / 1024);
        String which = "process " + process + ", of which the last looks are "
                + half.stream()
                        .map(look ->
                                look.liveBytes() / 1024 + " KiB, " + look.threads() + " threads, " + look.descriptors())
                        .toList();
        assertThat(rise).as("bytes that live, " + which).isLessThan(BYTES);
        if (!Campaign.isLong()) { // There each of 20 keeps a connection to some of the others, more or fewer of them.
            assertThat(rise(half, Footprint::threads)).as("threads, " + which).isLessThan(HANDLES);
            assertThat(rise(half, Footprint::descriptors))
                    .as("descriptors, " + which)
                    .isLessThan(HANDLES);
        }
    }

    private static double rise(List<Footprint> looks, ToLongFunction<Footprint> figure) {
        return Trend.rise(looks.stream().map(figure::applyAsLong).toList());
    }
}
