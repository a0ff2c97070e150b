package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.storage.BitRot;

/**
 * A disk that forgets a byte, of each kind of file in turn: what is damaged is given to nobody, put aside, fetched again
 * without being asked for by name, and told of in the log and in {@code status}. Promises 1, 2 and 6.
 */
class BitRotCampaign extends CampaignFixture {
    private static final int MANY = 10;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String HIDDEN = ".reliablep2p";
    private static final String LARGE = "large.bin";

    /** The database peer, which takes what an operator types from a pipe. */
    private Prompt operated() throws Exception {
        return new Prompt(database("-f", "-", "--keep-going"));
    }

    private void publishMany(Campaign campaign, int most) throws Exception {
        for (int i = 0; i < MANY; i++) {
            publish(campaign, "file" + i + ".bin", 1 + campaign.random().nextInt(most));
        }
    }

    /** Damages a file; what it is then. */
    private static byte[] rot(Campaign campaign, Path file) throws Exception {
        BitRot.flip(file, campaign.random().nextInt((int) Files.size(file)));
        return Files.readAllBytes(file);
    }

    private static String log(Path files) throws Exception {
        return Files.readString(files.resolve(HIDDEN + "/log"), StandardCharsets.UTF_8);
    }

    /** Who has what, while files that are held or kept are damaged. */
    private final class Threesome {
        final Campaign campaign;
        final Prompt database;
        final int holderPort = JarNetwork.freePort();
        Prompt holder;
        /** How many files were put aside, each since the start of its process. */
        int damagedAtHolder;

        int damagedAtDatabase;
        final Path held = network.filesOf(holderPort);
        final Prompt asker;
        final Path asked;

        Threesome(Campaign campaign) throws Exception {
            this.campaign = campaign;
            publishMany(campaign, 200_000);
            database = operated();
            holder = joined(holderPort);
            assertThat(holder.ask("get --all", "got", SOON)).contains("\"code\":0");
            int askerPort = JarNetwork.freePort();
            asker = joined(askerPort);
            asked = network.filesOf(askerPort);
        }

        /** Asks, as often as it may, for bytes that are wrong at whoever is asked: wrong ones must not come. */
        String ask(String command, String name) throws Exception {
            Files.deleteIfExists(asked.resolve(name));
            String answer = asker.ask(command, Prompt.FETCHED_OR_NOT, JarProcess.PATIENCE);
            assertThat(expected.corrupt(asked))
                    .as("served, seed " + campaign.seed() + ": " + answer)
                    .isEmpty();
            boolean came = !answer.contains("\"event\":\"error\"");
            assertThat(Files.exists(asked.resolve(name))).as(answer).isEqualTo(came);
            return came ? "came" : "did not come";
        }

        void askAnybody(String name) throws Exception {
            assertThat(ask("get " + name, name)).isEqualTo("came");
        }

        /** The bytes that were damaged lie in the folder for that, and the log says so. */
        void requireAside(Path files, String name, byte[] rotten) throws Exception {
            try (Stream<Path> all = Files.walk(files.resolve(HIDDEN + "/damaged"))) {
                List<byte[]> aside = new ArrayList<>();
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    aside.add(Files.readAllBytes(file));
                }
                assertThat(aside)
                        .as(name + " aside, seed " + campaign.seed())
                        .anyMatch(bytes -> Arrays.equals(bytes, rotten));
            }
            assertThat(log(files)).contains(name + " was damaged on the disk; it is kept as ");
        }
    }

    @Test
    void damagesAFileThatIsHeldOrKept() throws Exception {
        try (Campaign campaign = Campaign.begin("bit rot files")) {
            Threesome three = new Threesome(campaign);
            int rounds = Campaign.times(58, 580);
            for (int round = 0; round < rounds; round++) {
                String name = "file" + campaign.random().nextInt(MANY) + ".bin";
                if (round % 2 == 0) {
                    damageHeld(three, name);
                } else if (round % 8 == 1) {
                    damageKeptWhileTheHolderIsAway(three, name);
                } else {
                    damageKept(three, name);
                }
            }
            assertThat(campaign.counted("held files")).isPositive();
            assertThat(campaign.counted("backups") + (rounds > 1 ? 0 : 1)).isPositive();
        }
    }

    private void damageHeld(Threesome three, String name) throws Exception {
        byte[] rotten = rot(three.campaign, three.held.resolve(name));
        // Before anybody has noticed: only the rotten holder is asked.
        String secure = "secure-get " + name + " " + three.holderPort;
        three.campaign.count("rotten bytes " + three.ask(secure, name));
        three.askAnybody(name);
        scrub(three.holder, true);
        three.requireAside(three.held, name, rotten);
        check(three.campaign, three.held, expected.names());
        assertThat(three.holder.status()).contains("\"damaged\":" + ++three.damagedAtHolder + ",", "\"waiting\":0");
        assertThat(three.ask(secure, name)).isEqualTo("came");
        three.campaign.count("held files");
    }

    private void damageKept(Threesome three, String name) throws Exception {
        byte[] rotten = rot(three.campaign, db.resolve(name));
        three.askAnybody(name);
        scrub(three.database, true);
        three.requireAside(db, name, rotten);
        check(three.campaign, db, expected.names());
        assertThat(three.database.status()).contains("\"damaged\":" + ++three.damagedAtDatabase + ",", "\"waiting\":0");
        three.campaign.count("backups");
    }

    private void damageKeptWhileTheHolderIsAway(Threesome three, String name) throws Exception {
        three.holder.ask("disconnect", "disconnected", SOON);
        three.holder.process().endsWith(0);
        Files.deleteIfExists(three.asked.resolve(name));
        byte[] rotten = rot(three.campaign, db.resolve(name));
        three.campaign.count("rotten bytes " + three.ask("get " + name, name));
        scrub(three.database, false);
        three.requireAside(db, name, rotten);
        assertThat(db.resolve(name)).doesNotExist();
        assertThat(three.database.status()).contains("\"damaged\":" + ++three.damagedAtDatabase + ",", "\"waiting\":1");
        assertThat(three.ask("get " + name, name)).isEqualTo("did not come");
        three.holder = joined(three.holderPort);
        three.damagedAtHolder = 0;
        three.database.await("repaired", SOON); // Nobody types anything.
        check(three.campaign, db, expected.names());
        assertThat(three.database.status()).contains("\"waiting\":0");
        three.askAnybody(name);
        three.campaign.count("backups");
        three.campaign.count("came with their holder");
    }

    private static void scrub(Prompt prompt, boolean whole) throws Exception {
        String found = prompt.ask("scrub", "scrubbed", JarProcess.PATIENCE);
        assertThat(found).as(prompt.process()::toString).contains("\"faults\":1,\"whole\":" + whole);
    }

    /** Nobody types {@code scrub}: the first round of the background does it all. */
    @Test
    void findsByItselfWhatIsDamaged() throws Exception {
        try (Campaign campaign = Campaign.begin("bit rot background")) {
            publishMany(campaign, 200_000);
            database();
            int port = JarNetwork.freePort();
            Path files = network.filesOf(port);
            network.start(QUICK_START, port, "-c", "connect; get --all").endsWith(0);
            for (int round = 0; round < Campaign.times(4, 40); round++) {
                String name = "file" + campaign.random().nextInt(MANY) + ".bin";
                rot(campaign, files.resolve(name));
                Prompt holder =
                        new Prompt(network.start(QUICK_START, port, "--json", "--keep-going", "--scrub-after", "1"));
                holder.connect();
                holder.process().out().awaitAnywhere("\\{\"event\":\"damaged\",\"name\":\"" + name + "\".*");
                holder.process().out().awaitAnywhere("\\{\"event\":\"repaired\",\"name\":\"" + name + "\".*");
                check(campaign, files, expected.names());
                assertThat(holder.status()).contains("\"damaged\":1,", "\"waiting\":0");
                assertThat(log(files)).contains(name + " was damaged on the disk; it is kept as ");
                awaitRemembered(files, name);
                holder.process().kill();
                network.forgetEnded();
                campaign.count("held files");
            }
            assertThat(campaign.counted("held files")).isPositive();
        }
    }

    /** Of a file that came within the last second a killed peer knows nothing: other bytes there are the user's own, then. */
    private static void awaitRemembered(Path files, String name) {
        Awaitility.await().atMost(SOON).until(() -> {
            Object inode = Files.getAttribute(files.resolve(name), "unix:ino");
            return Files.readString(files.resolve(HIDDEN).resolve("hashes.jsonl"))
                    .contains("\"inode\":" + inode + ",");
        });
    }

    /** A piece of a part that the disk damaged is not taken for one that has come. */
    @Test
    void damagesAPart() throws Exception {
        try (Campaign campaign = Campaign.begin("bit rot parts")) {
            publish(campaign, LARGE, 3_000_000);
            operated();
            int port = JarNetwork.freePort();
            Path files = network.filesOf(port);
            for (int round = 0; round < Campaign.times(10, 100); round++) {
                Files.deleteIfExists(files.resolve(LARGE));
                JarProcess victim =
                        network.start(QUICK_START, port, "--json", "--down-limit", "2M", "-c", "connect; get " + LARGE);
                victim.out().await("\\{\"event\":\"progress\".*");
                assertThat(victim.endsWithin(campaign.between(100, 500))).isFalse();
                victim.kill();
                try (Stream<Path> all = Files.list(files.resolve(HIDDEN + "/parts"))) {
                    for (Path part : all.sorted().toList()) {
                        if (Files.size(part) > 0
                                && (round % 2 == 0 || !part.toString().endsWith(".have"))) {
                            rot(campaign, part);
                            campaign.count(part.toString().endsWith(".have") ? "lists of pieces" : "parts");
                        }
                    }
                }
                JarProcess peer = network.start(QUICK_START, port, "--json", "-c", "connect; get " + LARGE);
                peer.endsWith(0);
                check(campaign, files, List.of(LARGE));
                network.forgetEnded();
            }
            assertThat(campaign.counted("parts")).isPositive();
        }
    }

    /** What an ordinary peer keeps for itself. */
    private enum Kept {
        JOURNAL("catalog.jsonl", "copy of the catalog was damaged and is put aside"),
        HEAD("catalog-head.json", "copy of the catalog was damaged and is put aside"),
        ADDRESS_BOOK("address-book.jsonl", "address book was damaged and is now .*address-book.jsonl.damaged-"),
        KEY("identity.pem", "identity was damaged and is now .*identity.pem.damaged-"),
        HASHES("hashes.jsonl", "It is kept as hashes.jsonl.damaged-");

        private final String file;
        /** What the log says of it. */
        private final String said;

        Kept(String file, String said) {
            this.file = file;
            this.said = said;
        }
    }

    @Test
    void damagesWhatAPeerKeepsForItself() throws Exception {
        try (Campaign campaign = Campaign.begin("bit rot state")) {
            publishMany(campaign, 200_000);
            operated();
            int port = JarNetwork.freePort();
            Path files = network.filesOf(port);
            network.start(QUICK_START, port, "--json", "-c", "connect; get --all")
                    .endsWith(0);
            int rounds = Campaign.times(24, 240);
            for (int round = 0; round < rounds; round++) {
                Kept kept = Kept.values()[round % Kept.values().length];
                Files.deleteIfExists(files.resolve("file" + round % MANY + ".bin"));
                Path state = files.resolve(HIDDEN).resolve(kept.file);
                rot(campaign, state);
                int said = log(files).length();
                List<String> aside = aside(files, kept);
                JarProcess peer = network.start(QUICK_START, port, "--json", "-c", "connect; get --all; list; status");
                String situation = kept + ", seed " + campaign.seed() + "; " + peer;
                assertThat(peer.exitCode())
                        .as(situation)
                        .isZero(); // connect brought what is missing; nobody typed more.
                assertThat(log(files).substring(said)).as(situation).containsPattern(kept.said);
                List<String> now = aside(files, kept);
                now.removeAll(aside);
                assertThat(now).as(situation).hasSize(1);
                assertThat(peer.out().toString())
                        .as("status, " + situation)
                        .containsPattern("\"damaged_state\":\\[[^]]*" + Pattern.quote(now.get(0) + "\""));
                assertThat(Expected.named(peer, "file")).as(situation).hasSize(MANY);
                assertThat(expected.corrupt(files)).as(situation).isEmpty();
                assertThat(Expected.missing(files, expected.names()))
                        .as(situation)
                        .isEmpty();
                network.forgetEnded();
                campaign.count(name(kept));
            }
            if (rounds >= Kept.values().length) {
                for (Kept kept : Kept.values()) {
                    assertThat(campaign.counted(name(kept))).as(name(kept)).isPositive();
                }
            }
        }
    }

    private static List<String> aside(Path files, Kept kept) throws Exception {
        try (Stream<Path> all = Files.list(files.resolve(HIDDEN))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(kept.file + ".damaged-"))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private static String name(Kept kept) {
        return kept.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The pin is what a person trusts: a damaged one trusts nobody until that person says so. */
    @Test
    void damagesThePin() throws Exception {
        try (Campaign campaign = Campaign.begin("bit rot pin")) {
            publishMany(campaign, 20_000);
            operated();
            int port = JarNetwork.freePort();
            Path files = network.filesOf(port);
            network.start(QUICK_START, port, "-c", "connect").endsWith(0);
            for (int round = 0; round < Campaign.times(2, 20); round++) {
                rot(campaign, pin(files));
                JarProcess refused = network.start(QUICK_START, port, "--json", "-c", "connect");
                assertThat(refused.exitCode()).as(refused::toString).isNotZero();
                assertThat(refused.out().toString()).contains("it holds the id of the database peer");
                assertThat(log(files)).contains(pin(files).getFileName() + " is damaged");
                network.start(QUICK_START, port, "-c", "trust-reset; connect; get --all")
                        .endsWith(0);
                check(campaign, files, expected.names());
                network.forgetEnded();
                campaign.count("pins");
            }
        }
    }

    private static Path pin(Path files) throws Exception {
        try (Stream<Path> all = Files.list(files.resolve(HIDDEN))) {
            return all.filter(file -> file.getFileName().toString().matches("database-[^.]*\\.json"))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** The database peer's key and journal are the network: it starts with all of it, or says what is wrong. */
    @Test
    void damagesTheNetworksKeyOrJournal() throws Exception {
        try (Campaign campaign = Campaign.begin("bit rot network")) {
            publishMany(campaign, 20_000);
            JarProcess first = database();
            first.terminate();
            first.exitCode();
            Path hidden = db.resolve(HIDDEN);
            List<String> states = List.of("identity.pem", "catalog.jsonl", "catalog-head.json", "hashes.jsonl");
            for (int round = 0; round < Campaign.times(8, 80); round++) {
                Path state = hidden.resolve(states.get(round % states.size()));
                byte[] before = Files.readAllBytes(state);
                rot(campaign, state);
                JarProcess database = network.start(
                        QUICK_START, network.databasePort(), "--json", "--no-samples", "-c", "list; catalog verify");
                String situation = state.getFileName() + ", seed " + campaign.seed() + "; " + database;
                if (database.exitCode() == 0) {
                    assertThat(Expected.named(database, "file"))
                            .as(situation)
                            .containsExactlyInAnyOrderElementsOf(expected.names());
                    campaign.count("went on");
                } else {
                    assertThat(database.out().toString())
                            .as(situation)
                            .contains("\"event\":\"error\"")
                            .contains(state.getFileName().toString());
                    campaign.count("refused");
                }
                assertThat(expected.corrupt(db)).as(situation).isEmpty();
                Files.write(state, before);
                network.forgetEnded();
            }
            assertThat(campaign.counted("refused")).isPositive();
        }
    }
}
