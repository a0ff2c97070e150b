package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;
import reliablep2p.app.Tool;

/**
 * The power goes in mid-work, with what the disk was not forced to keep. Promises 1 and 2, after a crash of the machine.
 * Needs root.
 */
class PowerLossCampaign extends CampaignFixture {
    private static final int MEBIBYTES = 96;
    private static final String CONNECTED = "\\{\"event\":\"connected\".*";

    private Ext4Image disk;
    private int port;

    @BeforeEach
    void makeDisk() throws Exception {
        Tool.run(directory, "perl", "-v");
        disk = Ext4Image.make(directory, MEBIBYTES);
        port = JarNetwork.freePort();
    }

    @AfterEach
    void takeDiskAway() throws Exception {
        endNetwork(); // Its processes first: they have files open there.
        if (disk != null) { // Else the machine could not make one.
            disk.close();
        }
    }

    private JarProcess onDisk(int itsPort, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("--json"));
        all.addAll(List.of(more));
        return network.startIn(disk.directory(), QUICK_START, itsPort, all.toArray(String[]::new));
    }

    private JarProcess databaseOnDisk() throws Exception {
        JarProcess database =
                onDisk(network.databasePort(), "--no-samples", "--approve", "all", "-f", "-", "--keep-going");
        database.out().await("\\{\"event\":\"ready\".*");
        return database;
    }

    /** Who has lost nothing because nothing went on, or nothing was promised, has shown nothing. */
    private static void requireMeaning(Campaign campaign, int rounds) {
        assertThat(campaign.counted("in mid-work") * 2)
                .as("losses in mid-work, twice")
                .isGreaterThan(rounds);
        assertThat(campaign.counted("acknowledgements checked")).isPositive();
    }

    @Test
    void losesThePowerOfAPeerThatGets() throws Exception {
        try (Campaign campaign = Campaign.begin("power get")) {
            for (int i = 0; i < 8; i++) {
                publish(
                        campaign,
                        db,
                        "file" + i + ".bin",
                        300_000 + campaign.random().nextInt(900_000));
            }
            for (int i = 0; i < 40; i++) {
                publish(campaign, db, "small" + i + ".bin", campaign.random().nextInt(20_000));
            }
            network.startDatabase(QUICK_START, "--no-samples");
            Path files = disk.directory().resolve("port_" + port);
            String[] options = {"-c", "connect; get --all"};
            JarProcess first = onDisk(port, options);
            first.out().await(CONNECTED);
            long begun = System.nanoTime();
            first.endsWith(0);
            Moment moment = new Moment(campaign, (System.nanoTime() - begun) / 1_000_000);
            int rounds = Campaign.times(50, 2_500);
            for (int round = 0; round < rounds; round++) {
                List<String> here = Expected.visible(files);
                if (here.size() > expected.size() / 2) {
                    for (String name : here) {
                        Files.delete(files.resolve(name));
                    }
                }
                JarProcess victim = onDisk(port, options);
                victim.out().await(CONNECTED);
                boolean inTime = !victim.endsWithin(moment.next());
                moment.was(inTime);
                disk.losePower();
                victim.kill();
                campaign.count("losses");
                campaign.count("in mid-work", inTime ? 1 : 0);
                disk.comeBack();
                check(campaign, files, Expected.named(victim, "fetched", "present"));
                network.forgetEnded();
            }
            requireMeaning(campaign, rounds);
            onDisk(port, options).endsWith(0);
            check(campaign, files, expected.names());
        }
    }

    @Test
    void losesThePowerOfTheDatabasePeerThatIsSharedTo() throws Exception {
        try (Campaign campaign = Campaign.begin("power share")) {
            Path db = Files.createDirectory(disk.directory().resolve("db"));
            publish(campaign, db, "first.bin", 1_000);
            JarProcess database = databaseOnDisk();
            Path own = Files.createDirectory(directory.resolve("own"));
            List<String> acknowledged = new ArrayList<>();
            List<String> roles = new ArrayList<>();
            Moment moment = new Moment(campaign, 400);
            int rounds = Campaign.times(50, 2_500);
            for (int round = 0; round < rounds; round++) {
                List<String> words = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    String name = "share" + round % 100 + "-" + i + ".bin";
                    publish(campaign, own, name, campaign.random().nextInt(100_000));
                    acknowledged.remove(name); // Other bytes under the same name are a new version.
                    words.add(own.resolve(name).toString());
                }
                JarProcess sharer =
                        network.start(QUICK_START, port, "--json", "-c", "connect; share " + String.join(" ", words));
                sharer.out().await(CONNECTED);
                if (campaign.random().nextInt(3) == 0) {
                    sharer.out().awaitAnywhere("\\{\"event\":\"shared\".*");
                }
                database.type("trust " + HexFormat.of().formatHex(campaign.bytes(32)) + "\n");
                boolean inTime = !sharer.endsWithin(moment.next());
                moment.was(inTime);
                disk.losePower();
                List<String> said = Expected.named(sharer, "shared");
                database.kill();
                sharer.kill();
                campaign.count("losses");
                campaign.count("in mid-work", inTime ? 1 : 0);
                acknowledged.addAll(said);
                roles.addAll(Expected.valuesIn(database.out().all(), "id", "trust_given"));
                disk.comeBack();
                database = databaseOnDisk();
                for (String name : words) {
                    // What was not acknowledged may be either version.
                    String file = Path.of(name).getFileName().toString();
                    if (!said.contains(file) && round >= 100) {
                        expected.forget(file);
                        Files.deleteIfExists(db.resolve(file));
                    }
                }
                check(campaign, db, acknowledged);
                requireRoles(campaign, database, roles);
                network.forgetEnded();
            }
            requireMeaning(campaign, rounds);
            JarProcess lister = network.start(QUICK_START, port, "--json", "-c", "connect; list")
                    .endsWith(0);
            assertThat(Expected.named(lister, "file")).containsAll(acknowledged);
        }
    }

    private static void requireRoles(Campaign campaign, JarProcess database, List<String> roles) throws Exception {
        Prompt.ask(database, "trusted\nstatus", "status");
        assertThat(Expected.valuesIn(database.out().all(), "id", "trusted"))
                .as("roles given and lost, seed " + campaign.seed())
                .containsAll(roles);
        campaign.count("roles checked", roles.size());
    }
}
