package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.storage.BitRot;

/**
 * kill -9 at random points of what a process does. Promise 1: a file under its final name has exactly the catalog's
 * bytes. Promise 2: what was acknowledged is still there.
 */
class KillCampaign extends CampaignFixture {
    private static final int MANY = 12;

    private int port;

    @BeforeEach
    void choosePort() throws Exception {
        port = JarNetwork.freePort();
    }

    /** The database peer, which takes what an operator types from a pipe. */
    private JarProcess operated(String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("-f", "-", "--keep-going"));
        all.addAll(List.of(more));
        return database(all.toArray(String[]::new));
    }

    private JarProcess peer(String commands, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("--json", "-c", commands));
        all.addAll(List.of(more));
        return network.start(QUICK_START, port, all.toArray(String[]::new));
    }

    @Test
    void killsPeersThatGet() throws Exception {
        try (Campaign campaign = Campaign.begin("kill get")) {
            for (int i = 0; i < MANY; i++) {
                publish(
                        campaign,
                        "file" + i + ".bin",
                        i < 4 ? i * 1_000 : 500_000 + campaign.random().nextInt(3_000_000));
            }
            for (int i = 0; i < 100; i++) {
                publish(campaign, "small" + i + ".bin", campaign.random().nextInt(20_000));
            }
            operated();
            Path files = network.filesOf(port);
            long begun = System.nanoTime();
            peer("connect; get --all").endsWith(0);
            long whole = (System.nanoTime() - begun) / 1_000_000;
            for (int round = 0; round < Campaign.times(70, 3_500); round++) {
                List<String> here = Expected.visible(files);
                if (here.size() > expected.size() / 2) {
                    for (String name : here) {
                        Files.delete(files.resolve(name));
                    }
                }
                JarProcess victim = peer("connect; get --all");
                if (!victim.endsWithin(campaign.between(whole / 3, whole))) {
                    victim.kill();
                    campaign.count("kills");
                }
                check(campaign, files, Expected.named(victim, "fetched"));
                network.forgetEnded();
            }
            peer("connect; get --all").endsWith(0);
            assertThat(Expected.visible(files)).containsExactlyElementsOf(expected.names());
            check(campaign, files, expected.names());
        }
    }

    @Test
    void killsEitherSideOfAShare() throws Exception {
        try (Campaign campaign = Campaign.begin("kill share")) {
            publish(campaign, "first.bin", 1_000);
            JarProcess database = operated("--approve", "all");
            Path own = Files.createDirectory(directory.resolve("own"));
            List<String> acknowledged = new ArrayList<>();
            for (int round = 0; round < Campaign.times(40, 2_000); round++) {
                List<String> words = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    String name = "share" + round + "-" + i + ".bin";
                    byte[] bytes = campaign.bytes(campaign.random().nextInt(400_000));
                    Files.write(own.resolve(name), bytes);
                    expected.put(name, bytes);
                    words.add(own.resolve(name).toString());
                }
                JarProcess sharer = peer("connect; share " + String.join(" ", words));
                boolean alsoDatabase = campaign.random().nextBoolean();
                boolean ended;
                if (campaign.random().nextBoolean()) {
                    sharer.out().awaitAnywhere("\\{\"event\":\"shared\".*");
                    ended = sharer.endsWithin(campaign.between(0, 100));
                } else {
                    ended = sharer.endsWithin(campaign.between(400, 1_100));
                }
                if (alsoDatabase) {
                    database.kill();
                    campaign.count("kills");
                }
                sharer.kill();
                campaign.count("kills", ended ? 0 : 1);
                acknowledged.addAll(Expected.named(sharer, "shared"));
                if (alsoDatabase) {
                    database = operated("--approve", "all");
                }
                check(campaign, db, acknowledged);
                network.forgetEnded();
            }
            database.kill();
            operated("--approve", "all");
            peer("connect; list").endsWith(0);
            JarProcess lister = peer("connect; list").endsWith(0);
            assertThat(Expected.named(lister, "file")).containsAll(acknowledged);
        }
    }

    @Test
    void killsTheDatabasePeerWhileItsOperatorApproves() throws Exception {
        try (Campaign campaign = Campaign.begin("kill approve")) {
            int files = Campaign.times(240, 1_000);
            publish(campaign, "first.bin", 1_000);
            JarProcess database = operated("--approve", "none", "--waiting-per-peer", "1G");
            Path own = Files.createDirectory(directory.resolve("own"));
            List<String> waiting = new ArrayList<>();
            for (int i = 0; i < files; i++) {
                String name = "offer" + i + ".bin";
                byte[] bytes = campaign.bytes(1 + campaign.random().nextInt(3_000));
                Files.write(own.resolve(name), bytes);
                expected.put(name, bytes);
                waiting.add(name);
            }
            peer("connect; share "
                            + String.join(
                                    " ",
                                    waiting.stream()
                                            .map(name -> own.resolve(name).toString())
                                            .toList()))
                    .endsWith(0);
            List<String> acknowledged = new ArrayList<>();
            for (int round = 0; round < Campaign.times(40, 2_000) && !waiting.isEmpty(); round++) {
                StringBuilder typed = new StringBuilder();
                waiting.stream()
                        .limit(40)
                        .forEach(name -> typed.append("approve ").append(name).append('\n'));
                database.type(typed.toString());
                database.out().await("\\{\"event\":\"approved\".*");
                assertThat(database.endsWithin(campaign.between(0, 60))).isFalse();
                database.kill();
                campaign.count("kills");
                List<String> now = Expected.named(database, "approved");
                acknowledged.addAll(now);
                waiting.removeAll(now);
                database = operated("--approve", "none");
                // What was decided and not acknowledged may have come to pass.
                waiting.removeIf(name -> Files.exists(db.resolve(name)));
                check(campaign, db, acknowledged);
                network.forgetEnded();
            }
            JarProcess lister = peer("connect; list").endsWith(0);
            assertThat(Expected.named(lister, "file")).containsAll(acknowledged);
        }
    }

    @Test
    void killsTheDatabasePeerWhileItStarts() throws Exception {
        try (Campaign campaign = Campaign.begin("kill start")) {
            for (int i = 0; i < 60; i++) {
                publish(campaign, "file" + i + ".bin", campaign.random().nextInt(200_000));
            }
            long begun = System.nanoTime();
            operated().kill();
            long whole = (System.nanoTime() - begun) / 1_000_000;
            for (int round = 0; round < Campaign.times(30, 1_500); round++) {
                publish(campaign, "new" + round + ".bin", 1_000);
                JarProcess victim = network.start(QUICK_START, network.databasePort(), "--no-samples", "--json");
                assertThat(victim.endsWithin(campaign.between(whole / 4, whole * 5 / 4)))
                        .isFalse();
                victim.kill();
                campaign.count("kills");
                check(campaign, db, expected.names());
                network.forgetEnded();
            }
            operated();
            JarProcess lister = peer("connect; list").endsWith(0);
            assertThat(Expected.named(lister, "file")).containsExactlyInAnyOrderElementsOf(expected.names());
        }
    }

    @Test
    void killsTheDatabasePeerWhileItScrubs() throws Exception {
        try (Campaign campaign = Campaign.begin("kill scrub")) {
            for (int i = 0; i < MANY; i++) {
                publish(
                        campaign,
                        "file" + i + ".bin",
                        300_000 + campaign.random().nextInt(300_000));
            }
            JarProcess database = operated();
            JarProcess holder = peer("connect; get --all", "--stay");
            holder.out().await("\\{\"event\":\"got\".*");
            for (int round = 0; round < Campaign.times(20, 1_000); round++) {
                for (int i = 0; i < 3; i++) {
                    Path file = db.resolve("file" + campaign.random().nextInt(MANY) + ".bin");
                    if (Files.exists(file)) {
                        BitRot.flip(file, campaign.random().nextInt((int) Files.size(file)));
                    }
                }
                database.type("scrub\n");
                if (campaign.random().nextBoolean()) {
                    database.out().awaitAnywhere("\\{\"event\":\"joined\".*"); // Now it can be mended, too.
                }
                assertThat(database.endsWithin(campaign.between(0, 250))).isFalse();
                database.kill();
                campaign.count("kills");
                database = operated();
                network.forgetEnded();
            }
            database.type("scrub\n");
            database.out().await("\\{\"event\":\"scrubbed\".*");
            campaign.count("damaged", Expected.named(database, "fault").size());
            awaitNothingWaiting(database);
            database.type("scrub\n");
            database.out().await("\\{\"event\":\"scrubbed\".*\"whole\":true.*", Duration.ofSeconds(10));
            check(campaign, db, expected.names());
            JarProcess lister = network.start(
                    QUICK_START, JarNetwork.freePort(), "--json", "-c", "connect; list; versions file1.bin");
            lister.endsWith(0);
            assertThat(Expected.named(lister, "file")).containsExactlyInAnyOrderElementsOf(expected.names());
            assertThat(Expected.named(lister, "version")).hasSize(1);
        }
    }

    /** What is still to be fetched again comes by itself. */
    private static void awaitNothingWaiting(JarProcess database) throws Exception {
        Awaitility.await()
                .atMost(JarProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    database.type("status\n");
                    return database.out().await("\\{\"event\":\"status\".*").contains("\"waiting\":0,");
                });
    }
}
