package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.storage.BitRot;
import reliablep2p.storage.Unix;

/** A disk that is full, and then is not; and a disk that forgets. Promises 1, 2 and 6. */
class DiskCampaign extends CampaignFixture {
    private static final int MANY = 10;

    /** The database peer, which takes what an operator types from a pipe. */
    private JarProcess operated() throws Exception {
        return database("-f", "-", "--keep-going");
    }

    /** Needs root. */
    @Test
    void isFullAtManyPointsAndThenHasRoomAgain() throws Exception {
        int port = JarNetwork.freePort();
        try (Campaign campaign = Campaign.begin("disk full");
                Unix.Mount mounted = Unix.mount(directory.resolve("small"), "size=6m")) {
            for (int i = 0; i < 4; i++) {
                publish(
                        campaign,
                        "big" + i + ".bin",
                        500_000 + campaign.random().nextInt(500_000));
            }
            for (int i = 0; i < 40; i++) {
                publish(campaign, "small" + i + ".bin", campaign.random().nextInt(9_000));
            }
            operated();
            JarProcess peer = network.startIn(mounted.directory(), QUICK_START, port, "--json", "--keep-going");
            Prompt.ask(peer, "connect", "connected");
            Path files = mounted.directory().resolve("port_" + port);
            Path filler = mounted.directory().resolve("filler");
            for (int round = 0; round < Campaign.times(50, 500); round++) {
                for (String name : Expected.visible(files)) {
                    Files.delete(files.resolve(name));
                }
                long free = Files.getFileStore(files).getUsableSpace();
                long room = (long) (campaign.random().nextDouble() * 4_000_000);
                Files.write(filler, new byte[(int) Math.max(0, free - room)]);
                String full = Prompt.ask(peer, "get --all", "got");
                campaign.count(full.contains("\"code\":0") ? "had room" : "full");
                assertThat(expected.corrupt(files))
                        .as("corrupt, seed " + campaign.seed())
                        .isEmpty();
                Files.delete(filler);
                String again = Prompt.ask(peer, "get --all", "got");
                assertThat(again).as("seed " + campaign.seed() + "; " + peer).contains("\"code\":0");
                assertThat(Expected.visible(files)).containsExactlyElementsOf(expected.names());
                assertThat(expected.corrupt(files))
                        .as("corrupt, seed " + campaign.seed())
                        .isEmpty();
                campaign.count("resumed");
            }
            assertThat(campaign.counted("full")).isPositive();
            network.close(); // Before its disk is taken away.
        }
    }

    @Test
    void forgetsAByteOfAFileThatIsHeldOrKept() throws Exception {
        int port = JarNetwork.freePort();
        try (Campaign campaign = Campaign.begin("bit rot files")) {
            for (int i = 0; i < MANY; i++) {
                publish(campaign, "file" + i + ".bin", 1 + campaign.random().nextInt(200_000));
            }
            JarProcess database = operated();
            JarProcess peer = network.start(QUICK_START, port, "--json", "--keep-going");
            Prompt.ask(peer, "connect", "connected");
            assertThat(Prompt.ask(peer, "get --all", "got")).contains("\"code\":0");
            for (int round = 0; round < Campaign.times(60, 600); round++) {
                boolean backup = campaign.random().nextBoolean();
                Path files = backup ? db : network.filesOf(port);
                Path file = files.resolve("file" + campaign.random().nextInt(MANY) + ".bin");
                BitRot.flip(file, campaign.random().nextInt((int) Files.size(file)));
                String found = Prompt.ask(backup ? database : peer, "scrub", "scrubbed");
                assertThat(found).as("seed " + campaign.seed()).contains("\"faults\":1,\"whole\":true");
                assertThat(expected.corrupt(files)).isEmpty();
                assertThat(Expected.missing(files, expected.names())).isEmpty();
                campaign.count(backup ? "in the backup" : "in a held file");
            }
            assertThat(Prompt.ask(database, "status", "status")).contains("\"waiting\":0,");
        }
    }

    /** Whatever was damaged, the peer goes on, or says so; and what it then gets is right. */
    @Test
    void forgetsAByteOfWhatAPeerKeepsForItself() throws Exception {
        int port = JarNetwork.freePort();
        try (Campaign campaign = Campaign.begin("bit rot state")) {
            for (int i = 0; i < MANY; i++) {
                publish(campaign, "file" + i + ".bin", 1 + campaign.random().nextInt(2_000_000));
            }
            operated();
            Path files = network.filesOf(port);
            network.start(QUICK_START, port, "--json", "-c", "connect; get --all")
                    .endsWith(0);
            for (int round = 0; round < Campaign.times(30, 300); round++) {
                Files.deleteIfExists(files.resolve("file" + round % MANY + ".bin"));
                leaveAPart(campaign, port);
                Path state = anyState(campaign, files.resolve(".reliablep2p"));
                BitRot.flip(state, campaign.random().nextInt((int) Files.size(state)));
                campaign.count(kind(state));
                JarProcess peer = network.start(
                        QUICK_START, port, "--json", "--keep-going", "-c", "trust-reset; connect; get --all; list");
                peer.exitCode();
                String situation = state.getFileName() + ", seed " + campaign.seed() + "; " + peer;
                assertThat(Expected.named(peer, "file")).as(situation).hasSize(MANY);
                assertThat(expected.corrupt(files)).as(situation).isEmpty();
                assertThat(Expected.missing(files, expected.names()))
                        .as(situation)
                        .isEmpty();
                network.forgetEnded();
            }
        }
    }

    private void leaveAPart(Campaign campaign, int port) throws Exception {
        if (campaign.random().nextInt(3) == 0) {
            JarProcess victim =
                    network.start(QUICK_START, port, "--json", "--down-limit", "500K", "-c", "connect; get --all");
            victim.endsWithin(Duration.ofMillis(1_500));
            victim.kill();
        }
    }

    private static Path anyState(Campaign campaign, Path hidden) throws Exception {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> found = Files.walk(hidden)) {
            found.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0)
                    .filter(file -> !file.getFileName().toString().matches("lock|.*\\.damaged-.*"))
                    .sorted()
                    .forEach(all::add);
        }
        return all.get(campaign.random().nextInt(all.size()));
    }

    private static String kind(Path state) {
        String folder = state.getParent().getFileName().toString();
        return folder.equals(".reliablep2p") ? state.getFileName().toString() : folder;
    }

    /** The database peer's key and journal are the network: it starts with all of it, or says what is wrong. */
    @Test
    void forgetsAByteOfTheNetworksKeyOrJournal() throws Exception {
        try (Campaign campaign = Campaign.begin("bit rot network")) {
            for (int i = 0; i < MANY; i++) {
                publish(campaign, "file" + i + ".bin", 1 + campaign.random().nextInt(20_000));
            }
            JarProcess first = operated();
            first.terminate();
            first.exitCode();
            Path hidden = db.resolve(".reliablep2p");
            for (int round = 0; round < Campaign.times(16, 160); round++) {
                Path state =
                        hidden.resolve(List.of("identity.pem", "catalog.jsonl", "catalog-head.json", "hashes.jsonl")
                                .get(round % 4));
                byte[] before = Files.readAllBytes(state);
                BitRot.flip(state, campaign.random().nextInt(before.length));
                JarProcess database = network.start(
                        QUICK_START, network.databasePort(), "--json", "--no-samples", "-c", "list; catalog verify");
                String situation = state.getFileName() + ", seed " + campaign.seed() + "; " + database;
                if (database.exitCode() == 0) {
                    assertThat(Expected.named(database, "file"))
                            .as(situation)
                            .containsExactlyInAnyOrderElementsOf(expected.names());
                    campaign.count("went on");
                } else {
                    assertThat(database.out().toString()).as(situation).contains("\"event\":\"error\"");
                    campaign.count("refused");
                }
                assertThat(expected.corrupt(db)).as(situation).isEmpty();
                Files.write(state, before);
                network.forgetEnded();
            }
        }
    }
}
