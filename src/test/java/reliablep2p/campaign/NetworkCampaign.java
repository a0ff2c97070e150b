package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.net.Cable;

/**
 * Bad ways to the database peer, and members that come and go. Promise 3: each command ends with
 * an answer. Promise 6: whatever it was, the network is whole again within 10 seconds of its end, and nobody types.
 */
class NetworkCampaign extends CampaignFixture {
    private static final Duration WHOLE = Duration.ofSeconds(10);
    /** A command that meets a way on which nothing moves ends within this, see docs/RELIABILITY.md. */
    private static final Duration ANSWERED = Duration.ofSeconds(45);

    private static final int PEERS = 5;

    @Test
    void getsOverABadWay() throws Exception {
        try (Campaign campaign = Campaign.begin("bad way");
                Cable cable = new Cable(network.databasePort())) {
            for (int i = 0; i < 12; i++) {
                publish(
                        campaign,
                        "file" + i + ".bin",
                        200_000 + campaign.random().nextInt(1_500_000));
            }
            database();
            int port = JarNetwork.freePort();
            Prompt peer = joined(cable.address().port(), port);
            Random random = campaign.random();
            int rounds = Campaign.times(16, 1_200);
            for (int round = 0; round < rounds; round++) {
                String name = "file" + random.nextInt(12) + ".bin";
                Files.deleteIfExists(network.filesOf(port).resolve(name));
                int kind = (round + 3) % 4; // A cut way first, and all kinds of ways in turn.
                switch (kind) {
                    case 0 -> cable.delay(campaign.between(1, 60));
                    case 1 -> cable.trickle(600_000 + random.nextInt(2_000_000));
                    case 2 -> cable.reorder(Duration.ofMillis(500), new Random(random.nextLong()));
                    default -> cable.delay(Duration.ofMillis(5));
                }
                peer.process().type("get " + name + "\n");
                if (kind == 3) {
                    // Cut in the middle of it, as often as that hits it.
                    for (int cuts = 1 + random.nextInt(3); cuts > 0; cuts--) {
                        TimeUnit.NANOSECONDS.sleep(campaign.between(0, 200).toNanos());
                        cable.cut();
                        campaign.count("cuts");
                    }
                }
                String answer = peer.await(Prompt.FETCHED_OR_NOT, ANSWERED);
                boolean came = !answer.contains("\"event\":\"error\"");
                campaign.count(came ? "fetched" : "ended with an error");
                check(campaign, network.filesOf(port), came ? List.of(name) : List.of());
                cable.heal();
                peer.awaitWhole(2, WHOLE);
                if (!came) {
                    assertThat(kind)
                            .as("only a cut way may fail a get; " + answer)
                            .isEqualTo(3);
                    peer.get(name, ANSWERED);
                    check(campaign, network.filesOf(port), List.of(name));
                }
            }
            assertThat(campaign.counted("cuts")).isPositive();
            assertThat(campaign.counted("acknowledgements checked")).isPositive();
        }
    }

    @Test
    void fivePeersComeAndGoWhileTheDatabasePeerIsCutOff() throws Exception {
        try (Campaign campaign = Campaign.begin("churn")) {
            for (int i = 0; i < 20; i++) {
                publish(campaign, "file" + i + ".bin", 1 + campaign.random().nextInt(400_000));
            }
            database();
            Random random = campaign.random();
            TreeMap<Integer, Prompt> running = new TreeMap<>();
            List<Integer> ports = new ArrayList<>();
            try (Cable cable = new Cable(network.databasePort())) {
                for (int i = 0; i < PEERS; i++) {
                    int port = JarNetwork.freePort();
                    ports.add(port);
                    running.put(port, joined(cable.address().port(), port));
                }
                boolean cutOff = false;
                for (int round = 0; round < Campaign.times(24, 1_200); round++) {
                    int port = ports.get(random.nextInt(PEERS));
                    Prompt peer = running.get(port);
                    switch (round == 0 ? 0 : random.nextInt(5)) {
                        case 0 -> {
                            if (cutOff) {
                                cable.heal();
                            } else {
                                cable.unplug();
                                campaign.count("partitions");
                            }
                            cutOff = !cutOff;
                        }
                        case 1 -> {
                            if (peer != null && running.size() > 2) {
                                peer.process().kill();
                                running.remove(port);
                                campaign.count("kills");
                            }
                        }
                        default -> {
                            if (peer == null && !cutOff) {
                                running.put(port, joined(cable.address().port(), port));
                                campaign.count("joins");
                            } else if (peer != null) {
                                String name = "file" + random.nextInt(20) + ".bin";
                                String answer = peer.ask("get " + name, Prompt.FETCHED_OR_NOT, ANSWERED);
                                boolean came = !answer.contains("\"event\":\"error\"");
                                campaign.count(came ? "fetched" : "ended with an error");
                                assertThat(came || cutOff)
                                        .as("whole network, " + answer)
                                        .isTrue();
                                check(campaign, network.filesOf(port), came ? List.of(name) : List.of());
                            }
                        }
                    }
                    network.forgetEnded();
                }
                assertThat(campaign.counted("partitions")).isPositive();
                cable.heal();
                for (int port : ports) {
                    if (!running.containsKey(port)) {
                        running.put(port, joined(cable.address().port(), port));
                    }
                }
                for (Prompt peer : running.values()) {
                    campaign.most(
                            "ms to be whole at most",
                            peer.awaitWhole(PEERS + 1, WHOLE).toMillis());
                }
                for (int port : ports) {
                    running.get(port).ask("get --all", "got", ANSWERED);
                    check(campaign, network.filesOf(port), expected.names());
                }
            }
        }
    }
}
