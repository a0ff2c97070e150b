package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.storage.Unix;

/** A disk that is full, and then is not. Promises 1, 2 and 6. */
class DiskCampaign extends CampaignFixture {
    private static final String FILLER = "filler";
    private static final int AT_ONCE = 64 * 1024;

    /** The database peer, which takes what an operator types from a pipe. */
    private JarProcess operated() throws Exception {
        return database("-f", "-", "--keep-going");
    }

    /** Needs root. */
    @Test
    void isFullAtManyPointsAndThenHasRoomAgain() throws Exception {
        int port = JarNetwork.freePort();
        try (Campaign campaign = Campaign.begin("disk full");
                Unix.Mount mounted = Unix.mount(directory.resolve("small"), "size=6m");
                JarNetwork all = network) { // Ends before its disk is taken away.
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
            // Slow enough to be overtaken by who fills the disk.
            JarProcess peer =
                    all.startIn(mounted.directory(), QUICK_START, port, "--json", "--keep-going", "--down-limit", "8M");
            Prompt.ask(peer, "connect", "connected");
            Path files = mounted.directory().resolve("port_" + port);
            for (int round = 0; round < Campaign.times(50, 500); round++) {
                for (String name : Expected.visible(files)) {
                    Files.delete(files.resolve(name));
                }
                boolean before = round % 2 == 0;
                Prompt prompt = new Prompt(peer);
                if (before) {
                    fill(mounted.directory(), campaign.random().nextInt(4_000_000));
                    peer.type("get --all\n");
                } else {
                    peer.type("get --all\n");
                    prompt.await("progress|fetched", JarProcess.PATIENCE);
                    fill(mounted.directory(), campaign.random().nextInt(800_000));
                }
                String full = prompt.await("got", JarProcess.PATIENCE);
                campaign.count(full.contains("\"code\":0") ? "had room" : before ? "full before" : "full in mid-work");
                check(campaign, files, List.of());
                Files.delete(mounted.directory().resolve(FILLER));
                String again = Prompt.ask(peer, "get --all", "got");
                assertThat(again).as("seed " + campaign.seed() + "; " + peer).contains("\"code\":0");
                assertThat(Expected.visible(files)).containsExactlyElementsOf(expected.names());
                check(campaign, files, expected.names());
                campaign.count("went on");
            }
            assertThat(campaign.counted("full before")).isPositive();
            assertThat(campaign.counted("full in mid-work") + (Campaign.times(50, 500) > 1 ? 0 : 1))
                    .isPositive();
        }
    }

    /** Leaves this much room, or none if somebody else takes it at the same time. */
    private static void fill(Path disk, int room) throws IOException {
        FileStore store = Files.getFileStore(disk);
        try (OutputStream filler = Files.newOutputStream(disk.resolve(FILLER))) {
            for (long much = store.getUsableSpace() - room; much > 0; much = store.getUsableSpace() - room) {
                filler.write(new byte[(int) Math.min(much, AT_ONCE)]);
            }
        } catch (FileSystemException failed) {
            throw failed;
        } catch (IOException full) {
            assertThat(full).hasMessage("No space left on device");
        }
    }

    /** The database peer's disk is full: what it says that it has taken it keeps, and the rest it takes later. Needs root. */
    @Test
    void isFullAtTheDatabasePeerAndThenHasRoomAgain() throws Exception {
        try (Campaign campaign = Campaign.begin("disk full database");
                Unix.Mount mounted = Unix.mount(directory.resolve("small"), "size=48m");
                JarNetwork all = network) { // Ends before its disk is taken away.
            FullDatabase full = new FullDatabase(campaign, mounted.directory());
            for (int round = 0; round < Campaign.times(30, 300); round++) {
                full.round("file" + round + ".bin");
                all.forgetEnded();
            }
            full.crash();
            full.requireKept("", false, false, "");
            assertThat(campaign.counted("acknowledgements checked")).isPositive();
            if (Campaign.times(30, 300) > 4) {
                assertThat(campaign.counted("full")).isPositive();
                assertThat(campaign.counted("had room")).isPositive();
            }
        }
    }

    /** A database peer that is given something to keep while there is hardly any room, and again when there is. */
    private final class FullDatabase {
        private final Campaign campaign;
        private final Path disk;
        private final Path files;
        private final Path own = Files.createDirectory(directory.resolve("own"));
        private final Prompt sharer;
        private final List<String> approved = new ArrayList<>();
        private final List<String> roles = new ArrayList<>();
        private Prompt database;

        FullDatabase(Campaign campaign, Path disk) throws Exception {
            this.campaign = campaign;
            this.disk = disk;
            this.files = Files.createDirectory(disk.resolve("db"));
            database = start();
            sharer = joined(JarNetwork.freePort());
        }

        private Prompt start() throws Exception {
            Prompt started = new Prompt(network.startIn(
                    disk,
                    QUICK_START,
                    network.databasePort(),
                    "--no-samples",
                    "--json",
                    "--approve",
                    "none",
                    "-f",
                    "-",
                    "--keep-going"));
            started.await("ready", JarProcess.PATIENCE);
            return started;
        }

        private boolean works(Prompt prompt, String command, String event) throws Exception {
            String answer = prompt.ask(command, event + "|error", JarProcess.PATIENCE);
            boolean works = !answer.contains("\"event\":\"error\"");
            campaign.count(works ? "had room" : "full");
            return works;
        }

        void round(String name) throws Exception {
            publish(campaign, own, name, 1 + campaign.random().nextInt(40_000));
            String share = "share " + own.resolve(name);
            String role = HexFormat.of().formatHex(campaign.bytes(32));
            fill(disk, campaign.random().nextInt(90_000));

            boolean isShared = works(sharer, share, "shared");
            boolean isApproved = isShared && works(database, "approve " + name, "approved");
            boolean isGiven = works(database, "trust " + role, "trust_given");
            assertThat(expected.corrupt(files)).as("seed " + campaign.seed()).isEmpty();
            boolean crashes = campaign.random().nextInt(5) == 0;
            if (crashes) {
                database.process().kill();
            }
            Files.delete(disk.resolve(FILLER));
            if (crashes) {
                crash();
                sharer.awaitWhole(2, Duration.ofSeconds(10));
            }

            requireKept(name, isShared, isApproved, isGiven ? role : "");
            assertThat(isShared || works(sharer, share, "shared"))
                    .as(this::situation)
                    .isTrue();
            assertThat(isApproved || works(database, "approve " + name, "approved"))
                    .as(this::situation)
                    .isTrue();
            assertThat(isGiven || works(database, "trust " + role, "trust_given"))
                    .as(this::situation)
                    .isTrue();
            approved.add(name);
            roles.add(role);
            check(campaign, files, approved);
        }

        /** Ends it at once, if it has not been, and starts it again. */
        void crash() throws Exception {
            database.process().kill();
            campaign.count("kills");
            database = start();
        }

        /** What was acknowledged while there was no room. */
        void requireKept(String name, boolean isShared, boolean isApproved, String role) throws Exception {
            int seen = database.process().out().all().size();
            database.ask("pending\nlist\ntrusted\nstatus", "status", JarProcess.PATIENCE);
            List<String> said = database.process().out().all();
            said = said.subList(seen, said.size());
            List<String> listed = Expected.namedIn(said, "file");
            assertThat(listed).as(this::lost).containsAll(approved);
            assertThat(!isApproved || listed.contains(name)).as(this::lost).isTrue();
            assertThat(!isShared
                            || isApproved
                            || Expected.namedIn(said, "pending").contains(name)
                            || listed.contains(name))
                    .as(this::lost)
                    .isTrue();
            assertThat(Expected.valuesIn(said, "id", "trusted"))
                    .as(this::lost)
                    .containsAll(roles)
                    .containsAll(role.isEmpty() ? List.of() : List.of(role));
        }

        private String lost() {
            return "acknowledged while the disk was full, and lost, " + situation();
        }

        private String situation() {
            return "seed " + campaign.seed() + "; " + database.process() + "\nsharer:\n" + sharer.process();
        }
    }
}
