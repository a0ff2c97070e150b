package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
    private static final String CONNECTED = "\\{\"event\":\"connected\".*";

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
                        i < 4 ? i * 1_000 : 300_000 + campaign.random().nextInt(1_500_000));
            }
            for (int i = 0; i < 60; i++) {
                publish(campaign, "small" + i + ".bin", campaign.random().nextInt(20_000));
            }
            operated();
            Path files = network.filesOf(port);
            long begun = System.nanoTime();
            JarProcess first = peer("connect; get --all");
            first.out().await(CONNECTED);
            long toStart = millisSince(begun);
            first.endsWith(0);
            Moment moment = new Moment(campaign, millisSince(begun) - toStart);
            int rounds = Campaign.times(75, 3_500);
            for (int round = 0; round < rounds; round++) {
                forget(files, campaign);
                JarProcess victim = peer("connect; get --all");
                if (campaign.random().nextInt(6) == 0) {
                    kill(campaign, victim, campaign.between(toStart / 3, toStart));
                } else {
                    victim.out().await(CONNECTED);
                    moment.was(kill(campaign, victim, moment.next()));
                }
                check(campaign, files, Expected.named(victim, "fetched", "present"));
                network.forgetEnded();
            }
            requireMeaning(campaign, rounds);
            peer("connect; get --all").endsWith(0);
            assertThat(Expected.visible(files)).containsExactlyElementsOf(expected.names());
            check(campaign, files, expected.names());
        }
    }

    /** Lets there be something to fetch. */
    private void forget(Path files, Campaign campaign) throws Exception {
        List<String> here = Expected.visible(files);
        if (here.size() > expected.size() / 2) {
            for (String name : here) {
                Files.delete(files.resolve(name));
            }
            campaign.count("fetched anew");
        }
    }

    private static long millisSince(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    /** Kills a process after this time; false if it had ended by itself. */
    private static boolean kill(Campaign campaign, JarProcess victim, Duration after) throws Exception {
        if (victim.endsWithin(after)) {
            return false;
        }
        victim.kill();
        campaign.count("kills");
        return true;
    }

    /** Who never kills in time, or is never told that something is done, has shown nothing. */
    private static void requireMeaning(Campaign campaign, int rounds) {
        assertThat(campaign.counted("kills") * 2).as("kills, twice").isGreaterThan(rounds);
        assertThat(campaign.counted("acknowledgements checked")).isPositive();
    }

    @Test
    void killsEitherSideOfAShare() throws Exception {
        try (Campaign campaign = Campaign.begin("kill share")) {
            publish(campaign, "first.bin", 1_000);
            JarProcess database = operated("--approve", "all");
            Path own = Files.createDirectory(directory.resolve("own"));
            List<String> acknowledged = new ArrayList<>();
            Moment moment = new Moment(campaign, 700);
            int rounds = Campaign.times(40, 2_000);
            for (int round = 0; round < rounds; round++) {
                List<String> words = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    String name = "share" + round + "-" + i + ".bin";
                    publish(campaign, own, name, campaign.random().nextInt(400_000));
                    words.add(own.resolve(name).toString());
                }
                JarProcess sharer = peer("connect; share " + String.join(" ", words));
                sharer.out().await(CONNECTED);
                boolean ended = sharer.endsWithin(moment.next());
                moment.was(!ended);
                boolean alsoDatabase = campaign.random().nextBoolean();
                if (alsoDatabase) {
                    database.kill();
                    campaign.count("kills");
                }
                kill(campaign, sharer, Duration.ZERO);
                acknowledged.addAll(Expected.named(sharer, "shared"));
                if (alsoDatabase) {
                    database = operated("--approve", "all");
                }
                check(campaign, db, acknowledged);
                network.forgetEnded();
            }
            requireMeaning(campaign, rounds);
            database.kill();
            operated("--approve", "all");
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
            Set<String> roles = new HashSet<>();
            int rounds = Campaign.times(40, 2_000);
            int round = 0;
            for (; round < rounds && !waiting.isEmpty(); round++) {
                List<String> toTake = roles.stream()
                        .sorted()
                        .limit(campaign.random().nextInt(3))
                        .toList();
                database.type(decisions(campaign, waiting, toTake));
                database.out()
                        .await("\\{\"event\":\"" + (campaign.random().nextBoolean() ? "approved" : "trust_given")
                                + "\".*");
                assertThat(database.endsWithin(campaign.between(0, 60))).isFalse();
                database.kill();
                campaign.count("kills");
                List<String> now = Expected.named(database, "approved");
                acknowledged.addAll(now);
                waiting.removeAll(now);
                List<String> given = Expected.valuesIn(database.out().all(), "id", "trust_given");
                List<String> taken = Expected.valuesIn(database.out().all(), "id", "trust_taken");
                roles.addAll(given);
                roles.removeAll(toTake); // Those of which nothing was said may be gone or not.
                campaign.count("acknowledgements checked", (long) given.size() + taken.size());
                campaign.count("roles given", given.size());
                campaign.count("roles taken", taken.size());
                database = operated("--approve", "none");
                // What was decided and not acknowledged may have come to pass.
                waiting.removeIf(name -> Files.exists(db.resolve(name)));
                check(campaign, db, acknowledged);
                Prompt.ask(database, "trusted\nstatus", "status");
                assertThat(Expected.valuesIn(database.out().all(), "id", "trusted"))
                        .as("trusted after a kill, seed " + campaign.seed())
                        .containsAll(roles)
                        .noneMatch(taken::contains);
                network.forgetEnded();
            }
            requireMeaning(campaign, round);
            assertThat(campaign.counted("roles given")).isPositive();
            JarProcess lister = peer("connect; list").endsWith(0);
            assertThat(Expected.named(lister, "file")).containsAll(acknowledged);
        }
    }

    /** What an operator types: approvals, and between them roles that are given, and taken. */
    private static String decisions(Campaign campaign, List<String> waiting, List<String> toTake) {
        StringBuilder typed = new StringBuilder();
        toTake.forEach(id -> typed.append("untrust ").append(id).append('\n'));
        for (String name : waiting.subList(0, Math.min(40, waiting.size()))) {
            typed.append("trust ")
                    .append(HexFormat.of().formatHex(campaign.bytes(32)))
                    .append("\napprove ")
                    .append(name)
                    .append('\n');
        }
        return typed.toString();
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
            int rounds = Campaign.times(30, 1_500);
            for (int round = 0; round < rounds; round++) {
                publish(campaign, "new" + round + ".bin", 1_000);
                JarProcess victim = network.start(QUICK_START, network.databasePort(), "--no-samples", "--json");
                assertThat(victim.endsWithin(campaign.between(whole / 4, whole * 5 / 4)))
                        .isFalse();
                victim.kill();
                campaign.count("kills");
                check(campaign, db, expected.names());
                network.forgetEnded();
            }
            requireMeaning(campaign, rounds);
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
            Set<String> rotten = new HashSet<>();
            for (int round = 0; round < Campaign.times(20, 1_000); round++) {
                for (int i = 0; i < 3; i++) {
                    String name = "file" + campaign.random().nextInt(MANY) + ".bin";
                    Path file = db.resolve(name);
                    if (Files.exists(file) && rotten.add(name)) {
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
                rotten.retainAll(notPutAside(campaign, rotten));
                database = operated();
                notPutAside(campaign, rotten);
                network.forgetEnded();
            }
            try (Stream<Path> aside = Files.list(db.resolve(".reliablep2p/damaged"))) {
                campaign.count("put aside", aside.count());
            }
            assertThat(campaign.counted("put aside")).isPositive();
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

    /** What has wrong bytes: only a file that the disk damaged and that no scrub has come to. */
    private List<String> notPutAside(Campaign campaign, Set<String> rotten) throws Exception {
        List<String> corrupt = expected.corrupt(db);
        assertThat(corrupt).as("damaged, seed " + campaign.seed()).isSubsetOf(rotten);
        return corrupt;
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
