package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.app.Tool;
import reliablep2p.json.JsonBuilder;
import reliablep2p.model.Sha256;
import reliablep2p.node.RogueMember;

/**
 * Peers that don't keep to the rules, many at once. Promise 4: they cost their own connections, and honest peers don't
 * notice. Promise 1: what they give is found out.
 */
class RogueCampaign extends CampaignFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Until each of thousands has had its turn to connect. */
    private static final Duration GATHERING = Duration.ofMinutes(4);

    private static final int FILE_SIZE = 400_000;
    private static final int LIARS = 100;
    private static final int CHEATS = 6;
    /** So many that know nobody, and choose one of eight, until one of them has asked a cheat for a file. */
    private static final int TRIES = 10;

    private static final int GETS = 21;
    /** What everybody asks for. */
    private static final String MELODY = "melody.mp3";
    /** So many that they come in a batch, over one connection. */
    private static final int SMALL = 12;

    private final Map<String, byte[]> files = new HashMap<>();
    private JarProcess database;
    private Prompt holder;
    private Prompt asker;
    private int holderPort;
    private int askerPort;

    /** A database peer, a peer that holds the file, and one that will ask for it. */
    private void start(Campaign campaign) throws Exception {
        files.put(MELODY, publish(campaign, MELODY, FILE_SIZE));
        for (int i = 0; i < SMALL; i++) {
            String name = "small" + i + ".bin";
            files.put(name, publish(campaign, name, 2_000 + i));
        }
        database = database();
        holderPort = JarNetwork.freePort();
        askerPort = JarNetwork.freePort();
        holder = joined(holderPort);
        holder.get(MELODY, PATIENCE);
        asker = joined(askerPort);
    }

    @Test
    void anHonestGetTakesNoLongerThanUsual() throws Exception {
        Tool apart = Tool.run(directory, "setsid", "chrt", "--idle", "0", "true");
        assumeTrue(apart.exitCode() == 0, () -> "needs setsid and chrt --idle: " + apart.printed());
        try (Campaign campaign = Campaign.begin("rogues")) {
            getAmongRogues(campaign, RogueCrowd.APART, Campaign.times(200, 2_000), Duration.ofSeconds(2));
        }
    }

    /** Rogues that take their share of the very processors that the victims need: no more of them in the long form. */
    @Test
    void anHonestGetComesInTimeWhenTheRoguesComputeOnTheSameMachine() throws Exception {
        try (Campaign campaign = Campaign.begin("rogues beside")) {
            // The deadline of any get from sources that move.
            getAmongRogues(campaign, List.of(), Campaign.times(200, 200), Duration.ofSeconds(10));
        }
    }

    private void getAmongRogues(Campaign campaign, List<String> by, int count, Duration within) throws Exception {
        start(campaign);
        timeGet(askerPort, asker, MELODY, PATIENCE);
        Footprint databaseBase = Footprint.of(database);
        Footprint holderBase = Footprint.of(holder.process());
        try (JarProcess crowd = JarProcess.start(directory, by, RogueCrowd.class, crowd(campaign, count))) {
            crowd.out().await(RogueCrowd.READY, GATHERING);
            timeGets(campaign, within);
            timeNewcomer(campaign);
            crowd.endInput();
            campaign.count("connections", Long.parseLong(crowd.out().await("\\d+", PATIENCE)));
            assertThat(crowd.exitCode()).as(crowd::toString).isZero();
        }
        campaign.count("rogues", count);
        assertThat(campaign.counted("connections")).as("connections of rogues").isGreaterThanOrEqualTo(count);
        // Whoever was refused, or hung up on, has been heard of; nothing of them may stay.
        databaseBase.awaitBack(database, PATIENCE);
        holderBase.awaitBack(holder.process(), PATIENCE);
        for (JarProcess process : List.of(database, holder.process())) {
            assertThat(process.isAlive()).as(process::toString).isTrue();
            assertThat(process.err().all()).isEmpty();
        }
    }

    private List<String> crowd(Campaign campaign, int count) {
        String get = JsonBuilder.object()
                .put("type", "get")
                .put("name", MELODY)
                .put("sha256", Sha256.of(files.get(MELODY)).hex())
                .toString();
        return List.of(
                Integer.toString(network.databasePort()),
                Integer.toString(holderPort),
                Integer.toString(count),
                Long.toString(campaign.random().nextLong()),
                get);
    }

    private void timeGets(Campaign campaign, Duration within) throws Exception {
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < GETS; i++) {
            all.add(timeGet(askerPort, asker, MELODY, PATIENCE));
            campaign.count("gets");
        }
        all.sort(null);
        campaign.count("ms of a get in the median", all.get(GETS / 2).toMillis());
        campaign.count("ms of a get at most", all.get(GETS - 1).toMillis());
        assertThat(all.get(GETS - 1)).as("an honest get").isLessThan(within);
    }

    /** How long one that knows nobody yet takes for its first file. */
    private Duration timeNewcomer(Campaign campaign) throws Exception {
        int port = JarNetwork.freePort();
        Prompt newcomer = joined(port);
        Duration taken = timeGet(port, newcomer, MELODY, PATIENCE);
        campaign.most("ms of a newcomer's get at most", taken.toMillis());
        newcomer.process().kill();
        return taken;
    }

    @Test
    void aHundredLiarsDelayAGetForMomentsOnly() throws Exception {
        try (Campaign campaign = Campaign.begin("liars")) {
            start(campaign);
            Map<String, Sha256> lie = Map.of(MELODY, Sha256.of(files.get(MELODY)));
            List<RogueMember> liars = new ArrayList<>();
            try {
                for (int i = 0; i < LIARS; i++) {
                    liars.add(new RogueMember(network.databasePort(), (from, request) -> Cheats.lie(from, liars, lie)));
                }
                asker.awaitWhole(LIARS + 3, PATIENCE);
                for (int i = 0; i < Campaign.times(5, 100); i++) {
                    Duration taken = timeGet(askerPort, asker, MELODY, PATIENCE);
                    campaign.most("ms of a get at most", taken.toMillis());
                    campaign.count("gets");
                    assertThat(taken).isLessThan(Duration.ofSeconds(5));
                }
                assertThat(timeNewcomer(campaign)).isLessThan(Duration.ofSeconds(5));
                campaign.count(
                        "lies told", liars.stream().mapToInt(RogueMember::asked).sum());
                assertThat(campaign.counted("lies told")).isPositive();
            } finally {
                for (RogueMember liar : liars) {
                    liar.close();
                }
            }
        }
    }

    @Test
    void holdersThatCheatCostTimeOnly() throws Exception {
        try (Campaign campaign = Campaign.begin("cheats")) {
            start(campaign);
            for (int round = 0; round < Campaign.times(2, 40); round++) {
                for (Cheats.Kind kind : Cheats.Kind.values()) {
                    try (Cheats cheats = new Cheats(network.databasePort(), CHEATS, kind, files)) {
                        getAmongCheats(campaign, kind, cheats);
                    }
                    asker.awaitWhole(3, PATIENCE);
                }
            }
        }
    }

    /** By some that know nobody yet: whoever has found an honest holder asks that one. */
    private void getAmongCheats(Campaign campaign, Cheats.Kind kind, Cheats cheats) throws Exception {
        for (int tries = 0; cheats.askedForBytes() == 0 && tries < TRIES; tries++) {
            int port = JarNetwork.freePort();
            Prompt newcomer = joined(port);
            newcomer.awaitWhole(CHEATS + 4, PATIENCE);
            Duration taken = timeGet(port, newcomer, MELODY, PATIENCE);
            newcomer.process().kill();
            campaign.most("ms of a get at most, " + kind, taken.toMillis());
            campaign.count("gets");
            asker.awaitWhole(CHEATS + 3, PATIENCE);
        }
        int alone = cheats.askedForBytes();
        assertThat(alone).as("asked for a file on its own").isPositive();
        int before = cheats.askedInABatch();
        int port = JarNetwork.freePort();
        Prompt newcomer = joined(port);
        newcomer.awaitWhole(CHEATS + 4, PATIENCE);
        // Many at once come from whoever is believed to have them; so the cheats say that they do.
        long begun = System.nanoTime();
        newcomer.ask("get --all", "got", PATIENCE);
        campaign.most("ms of a get --all at most, " + kind, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        check(campaign, network.filesOf(port), expected.names());
        int inABatch = cheats.askedInABatch() - before;
        assertThat(inABatch).as("small files asked for together").isPositive();
        newcomer.process().kill();
        campaign.count("requests cheated", cheats.asked());
        campaign.count("requests cheated in a batch", inABatch);
        campaign.count("requests cheated alone", alone);
    }
}
