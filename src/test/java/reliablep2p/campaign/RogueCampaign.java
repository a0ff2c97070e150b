package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Sha256;
import reliablep2p.net.RoguePeer;
import reliablep2p.node.FakeHolder;
import reliablep2p.node.RogueMember;

/**
 * Peers that don't keep to the rules, many at once. Promise 4: they cost their own connections, and honest peers don't
 * notice. Promise 5: nobody who was not admitted gets a byte.
 */
class RogueCampaign extends CampaignFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final int FILE_SIZE = 400_000;
    private static final int LIARS = 100;
    /** What everybody asks for. */
    private static final String MELODY = "melody.mp3";
    /** So many that they come in a batch, over one connection. */
    private static final int SMALL = 12;

    private final Map<String, byte[]> files = new HashMap<>();
    private byte[] bytes;
    private JarProcess database;
    private Prompt holder;
    private Prompt asker;
    private int holderPort;
    private int askerPort;

    /** A database peer, a peer that holds the file, and one that will ask for it. */
    private void start(Campaign campaign) throws Exception {
        bytes = publish(campaign, MELODY, FILE_SIZE);
        files.put(MELODY, bytes);
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
        try (Campaign campaign = Campaign.begin("rogues")) {
            start(campaign);
            timeGet(askerPort, asker, MELODY, PATIENCE);
            Footprint databaseBase = Footprint.of(database);
            Footprint holderBase = Footprint.of(holder.process());
            int count = Campaign.times(200, 2_000);
            String get = JsonBuilder.object()
                    .put("type", "get")
                    .put("name", MELODY)
                    .put("sha256", Sha256.of(bytes).hex())
                    .toString();
            try (JarProcess crowd = JarProcess.start(
                    directory,
                    RogueCrowd.APART,
                    RogueCrowd.class,
                    List.of(
                            Integer.toString(network.databasePort()),
                            Integer.toString(holderPort),
                            Integer.toString(count),
                            Long.toString(campaign.random().nextLong()),
                            get))) {
                crowd.out().await(RogueCrowd.READY, PATIENCE);
                List<Duration> all = new ArrayList<>();
                for (int i = 0; i < 21; i++) {
                    all.add(timeGet(askerPort, asker, MELODY, PATIENCE));
                    campaign.count("gets");
                }
                all.sort(null);
                campaign.count("ms of a get in the median", all.get(10).toMillis());
                campaign.count("ms of a get at most", all.get(20).toMillis());
                assertThat(all.get(20)).as("an honest get").isLessThan(Duration.ofSeconds(2));
                int newcomerPort = JarNetwork.freePort();
                Prompt newcomer = joined(newcomerPort);
                Duration taken = timeGet(newcomerPort, newcomer, MELODY, PATIENCE);
                campaign.most("ms of a newcomer's get at most", taken.toMillis());
                newcomer.process().kill();
                crowd.endInput();
                campaign.count("connections", Long.parseLong(crowd.out().await("\\d+", PATIENCE)));
                assertThat(crowd.exitCode()).isZero();
            }
            campaign.count("rogues", count);
            // Whoever was refused, or hung up on, has been heard of; nothing of them may stay.
            databaseBase.awaitBack(database, PATIENCE);
            holderBase.awaitBack(holder.process(), PATIENCE);
            for (JarProcess process : List.of(database, holder.process())) {
                assertThat(process.isAlive()).as(process::toString).isTrue();
                assertThat(process.err().all()).isEmpty();
            }
        }
    }

    @Test
    void aHundredLiarsDelayAGetForMomentsOnly() throws Exception {
        try (Campaign campaign = Campaign.begin("liars")) {
            start(campaign);
            Sha256 hash = Sha256.of(bytes);
            List<RogueMember> liars = new ArrayList<>();
            try {
                for (int i = 0; i < LIARS; i++) {
                    liars.add(new RogueMember(
                            network.databasePort(), (from, request) -> lie(from, liars, Map.of(MELODY, hash))));
                }
                asker.awaitWhole(LIARS + 3, PATIENCE);
                for (int i = 0; i < Campaign.times(5, 100); i++) {
                    Duration taken = timeGet(askerPort, asker, MELODY, PATIENCE);
                    campaign.most("ms of a get at most", taken.toMillis());
                    campaign.count("gets");
                    assertThat(taken).isLessThan(Duration.ofSeconds(5));
                }
                int newcomerPort = JarNetwork.freePort();
                Prompt newcomer = joined(newcomerPort);
                Duration first = timeGet(newcomerPort, newcomer, MELODY, PATIENCE);
                campaign.most("ms of a newcomer's get at most", first.toMillis());
                assertThat(first).isLessThan(Duration.ofSeconds(5));
                campaign.count(
                        "lies told", liars.stream().mapToInt(RogueMember::asked).sum());
            } finally {
                for (RogueMember liar : liars) {
                    liar.close();
                }
            }
        }
    }

    /** A map that says of all the others that they hold these files. */
    private static void lie(RoguePeer to, List<RogueMember> liars, Map<String, Sha256> held) throws IOException {
        List<String> ids = new ArrayList<>();
        List<Integer> holders = new ArrayList<>();
        synchronized (liars) {
            for (RogueMember liar : liars) {
                holders.add(ids.size());
                ids.add("\"" + liar.identity().id().hex() + "\"");
            }
        }
        String all = holders.toString().replace(" ", "");
        List<String> claims = new ArrayList<>();
        held.forEach((name, hash) ->
                claims.add("{\"name\":\"" + name + "\",\"sha256\":\"" + hash.hex() + "\",\"holders\":" + all + "}"));
        to.sendFrame("{\"type\":\"map\",\"peers\":[" + String.join(",", ids) + "],\"files\":["
                + String.join(",", claims) + "]}");
    }

    /** What a holder does that cheats. */
    private enum Cheat {
        WRONG_BYTES,
        SHORT,
        ENDLESS,
        SILENT,
        SLOW,
        OTHER_SIZE
    }

    @Test
    void holdersThatCheatCostTimeOnly() throws Exception {
        try (Campaign campaign = Campaign.begin("cheats")) {
            start(campaign);
            for (int round = 0; round < Campaign.times(2, 40); round++) {
                for (Cheat cheat : Cheat.values()) {
                    List<RogueMember> cheats = new ArrayList<>();
                    try {
                        for (int i = 0; i < 6; i++) {
                            cheats.add(new RogueMember(
                                    network.databasePort(), (from, request) -> cheat(cheat, cheats, from, request)));
                        }
                        // One that knows nobody yet: whoever has found an honest holder asks that one.
                        int newcomerPort = JarNetwork.freePort();
                        Prompt newcomer = joined(newcomerPort);
                        newcomer.awaitWhole(cheats.size() + 4, PATIENCE);
                        // Many at once come from whoever is believed to have them; so the cheats say that they do.
                        long begun = System.nanoTime();
                        newcomer.ask("get --all", "got", PATIENCE);
                        campaign.most(
                                "ms of a get --all at most, " + cheat,
                                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                        check(campaign, network.filesOf(newcomerPort), expected.names());
                        Duration taken = timeGet(newcomerPort, newcomer, MELODY, PATIENCE);
                        newcomer.process().kill();
                        campaign.most("ms of a get at most, " + cheat, taken.toMillis());
                        campaign.count("gets");
                        campaign.count(
                                "requests cheated",
                                cheats.stream().mapToInt(RogueMember::asked).sum());
                    } finally {
                        for (RogueMember member : cheats) {
                            member.close();
                        }
                    }
                    asker.awaitWhole(3, PATIENCE);
                }
            }
        }
    }

    private void cheat(Cheat cheat, List<RogueMember> cheats, RoguePeer from, JsonObject request)
            throws IOException, JsonException {
        if (request.string("type").startsWith("get_map")) {
            Map<String, Sha256> claimed = new HashMap<>();
            files.forEach((name, held) -> claimed.put(name, Sha256.of(held)));
            lie(from, cheats, claimed);
            return;
        }
        String name = request.string("name");
        byte[] right = files.get(name);
        FakeHolder honest = new FakeHolder(name, right);
        honest.answer(from, request, "", (to, get) -> {
            int length = (int) get.optionalInteger("length", 0, right.length, right.length);
            int offset = (int) get.optionalInteger("offset", 0, right.length, 0);
            String frame = honest.file(offset, length);
            switch (cheat) {
                case WRONG_BYTES -> {
                    to.sendFrame(frame);
                    to.send(new byte[length]);
                }
                case SHORT -> {
                    to.sendFrame(frame);
                    to.send(new byte[length / 2]);
                    to.close();
                }
                case ENDLESS -> {
                    to.sendFrame(frame);
                    to.flood(new byte[16 * 1024]);
                }
                case SILENT -> to.awaitEnd();
                case SLOW -> {
                    to.sendFrame(frame);
                    to.drip(new byte[length], 50);
                }
                case OTHER_SIZE -> {
                    String other = JsonBuilder.object()
                            .put("type", "file")
                            .put("name", name)
                            .put("size", 9_000_000_000_000L)
                            .put("sha256", honest.hash().hex())
                            .put("offset", offset)
                            .put("length", length)
                            .toString();
                    to.sendFrame(other);
                }
            }
        });
    }
}
