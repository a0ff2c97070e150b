package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.campaign.Campaign.QUICK_START;

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
                campaign.count("went on");
            }
            assertThat(campaign.counted("full")).isPositive();
            network.close(); // Before its disk is taken away.
        }
    }

    /** The database peer's disk is full: what it says that it has taken it keeps, and the rest it takes later. Needs root. */
    @Test
    void isFullAtTheDatabasePeerAndThenHasRoomAgain() throws Exception {
        try (Campaign campaign = Campaign.begin("disk full database");
                Unix.Mount mounted = Unix.mount(directory.resolve("small"), "size=48m")) {
            FullDatabase full = new FullDatabase(campaign, mounted.directory());
            for (int round = 0; round < Campaign.times(30, 300); round++) {
                full.round("file" + round + ".bin");
                network.forgetEnded();
            }
            assertThat(campaign.counted("acknowledgements checked")).isPositive();
            if (Campaign.times(30, 300) > 4) {
                assertThat(campaign.counted("full")).isPositive();
                assertThat(campaign.counted("had room")).isPositive();
            }
            network.close(); // Before its disk is taken away.
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
            Path filler = disk.resolve("filler");
            long room = (long) (campaign.random().nextDouble() * 90_000);
            long free = Files.getFileStore(disk).getUsableSpace();
            Files.write(filler, new byte[(int) Math.max(0, free - room)]);

            boolean isShared = works(sharer, share, "shared");
            boolean isApproved = isShared && works(database, "approve " + name, "approved");
            boolean isGiven = works(database, "trust " + role, "trust_given");
            assertThat(expected.corrupt(files)).as("seed " + campaign.seed()).isEmpty();
            boolean crashes = campaign.random().nextInt(5) == 0;
            if (crashes) {
                database.process().kill();
                campaign.count("kills");
            }
            Files.delete(filler);
            if (crashes) {
                database = start();
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

        /** What was acknowledged while there was no room. */
        private void requireKept(String name, boolean isShared, boolean isApproved, String role) throws Exception {
            int seen = database.process().out().all().size();
            database.ask("pending\nlist\ntrusted\nstatus", "status", JarProcess.PATIENCE);
            List<String> said = database.process().out().all();
            said = said.subList(seen, said.size());
            List<String> listed = Expected.namedIn(said, "file");
            assertThat(listed).as(this::situation).containsAll(approved);
            assertThat(!isApproved || listed.contains(name)).as(this::situation).isTrue();
            assertThat(!isShared
                            || isApproved
                            || Expected.namedIn(said, "pending").contains(name)
                            || listed.contains(name))
                    .as(this::situation)
                    .isTrue();
            assertThat(Expected.valuesIn(said, "id", "trusted"))
                    .as(this::situation)
                    .containsAll(roles)
                    .containsAll(role.isEmpty() ? List.of() : List.of(role));
        }

        private String situation() {
            return "seed " + campaign.seed() + "; " + database.process() + "\nsharer:\n" + sharer.process();
        }
    }
}
