package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.campaign.Campaign.QUICK_START;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;

/** What campaigns begin with: a network of processes of the jar, and the files that have to stay what they are in it. */
abstract class CampaignFixture {
    @TempDir
    Path directory;

    final Expected expected = new Expected();
    JarNetwork network;
    /** The database peer's directory. */
    Path db;

    @BeforeEach
    void makeNetwork() throws Exception {
        network = new JarNetwork(directory);
        db = Files.createDirectory(network.db());
    }

    @AfterEach
    void endNetwork() throws Exception {
        network.close();
    }

    /** Puts a file where an operator would. */
    final byte[] publish(Campaign campaign, String name, int size) throws Exception {
        return publish(campaign, db, name, size);
    }

    /** Puts a file somewhere, and expects it to be listed. */
    final byte[] publish(Campaign campaign, Path where, String name, int size) throws Exception {
        byte[] bytes = campaign.bytes(size);
        Files.write(where.resolve(name), bytes);
        expected.put(name, bytes);
        return bytes;
    }

    /** Starts the database peer and waits until it is ready. */
    final JarProcess database(String... more) throws Exception {
        return databaseOf(network, more);
    }

    /** Starts the database peer of another network. */
    static JarProcess databaseOf(JarNetwork other, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("--no-samples", "--json"));
        all.addAll(List.of(more));
        return other.startDatabase(QUICK_START, all.toArray(String[]::new));
    }

    /** A peer of another network that finds its database peer at this port. */
    static Prompt peerOf(JarNetwork other, int leading, int port) throws Exception {
        Prompt peer = new Prompt(other.startAt(leading, QUICK_START, port, "--json", "--keep-going"));
        peer.await("ready", JarProcess.PATIENCE);
        return peer;
    }

    /** A peer that has joined. */
    final Prompt joined(int port) throws Exception {
        return joined(network.databasePort(), port);
    }

    /** A peer that has joined, and finds its database peer at this port. */
    final Prompt joined(int leading, int port) throws Exception {
        Prompt peer = peerOf(network, leading, port);
        peer.connect();
        return peer;
    }

    /** Has a peer fetch a file anew, which has to work; says how long that took. */
    final Duration timeGet(int port, Prompt peer, String name, Duration within) throws Exception {
        Files.deleteIfExists(network.filesOf(port).resolve(name));
        long begun = System.nanoTime();
        peer.get(name, within);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(expected.corrupt(network.filesOf(port))).isEmpty();
        assertThat(network.filesOf(port).resolve(name)).exists();
        return taken;
    }

    /** Nothing under its final name is wrong, and nothing that was acknowledged is missing. */
    final void check(Campaign campaign, Path files, List<String> acknowledged) throws Exception {
        campaign.count("acknowledgements checked", acknowledged.size());
        assertThat(expected.corrupt(files))
                .as("corrupt, seed " + campaign.seed())
                .isEmpty();
        assertThat(Expected.missing(files, acknowledged))
                .as("acknowledged and lost, seed " + campaign.seed())
                .isEmpty();
    }
}
