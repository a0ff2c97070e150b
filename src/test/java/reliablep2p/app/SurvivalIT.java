package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are ended, killed, started again, or short of memory, and the network that goes on. */
class SurvivalIT {
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");

    @TempDir
    private Path home;

    private JarNetwork network;
    private int port;

    @BeforeEach
    void makeNetwork() throws Exception {
        network = new JarNetwork(home);
        port = JarNetwork.freePort();
    }

    @AfterEach
    void endNetwork() throws Exception {
        network.close();
    }

    @Test
    void leavesOnSigterm() throws Exception {
        JarProcess database = network.startDatabase();
        JarProcess peer = network.start(port, "--stay", "-c", "connect");
        database.out().await(".*:" + port + " .*joined\\.");
        peer.out().await("First met .*");
        peer.terminate();
        assertThat(peer.endsWith(0).err().all()).isEmpty();
        database.out().await(".*:" + port + " .*left\\.");
        database.terminate();
        database.endsWith(0);
    }

    @Test
    void missesAKilledPeerWithinFifteenSeconds() throws Exception {
        JarProcess database = network.startDatabase();
        JarProcess watcher = connected(JarNetwork.freePort());
        JarProcess victim = connected(port);
        awaitMembers(watcher, 3, JarProcess.PATIENCE);
        long killed = System.nanoTime();
        victim.kill();
        Duration allowed = Duration.ofSeconds(15);
        database.out().await(".*:" + port + " .*is lost.*", allowed);
        awaitMembers(watcher, 2, allowed.minusNanos(System.nanoTime() - killed));
        watcher.type("peers\n");
        watcher.endInput();
        watcher.endsWith(0);
        assertThat(watcher.out().all())
                .filteredOn(line -> line.contains("\"event\":\"peer\""))
                .hasSize(2)
                .noneMatch(line -> line.contains(":" + port + ","));
    }

    @Test
    void findsARestartedDatabasePeerWithinTenSeconds() throws Exception {
        JarProcess first = network.startDatabase();
        JarProcess peer = connected(port);
        first.kill();
        peer.out().await("\\{\"event\":\"database_lost\".*");
        JarProcess second = network.startDatabase();
        peer.out().await("\\{\"event\":\"database_found\".*", Duration.ofSeconds(10));
        second.out().await(".*:" + port + " .*joined\\.");
        peer.type("get hangman.java\n");
        peer.out().await("\\{\"event\":\"fetched\",\"name\":\"hangman.java\".*");
        assertThat(network.filesOf(port).resolve("hangman.java"))
                .hasSameBinaryContentAs(network.db().resolve("hangman.java"));
        peer.endInput();
        peer.endsWith(0);
    }

    @Test
    void sharesAFileThatIsAddedLater() throws Exception {
        JarProcess database = network.startDatabase("--no-samples");
        JarProcess peer = connected(port);
        Files.writeString(network.db().resolve("late.txt"), "late");
        database.out().await("In the catalog now: late\\.txt \\(4 B\\)\\.");
        // The news and the answer come on one connection, in this order, but are read by different threads.
        awaitFiles(peer, 1);
        peer.type("get late.txt\n");
        peer.out().await("\\{\"event\":\"fetched\",\"name\":\"late.txt\".*");
        assertThat(network.filesOf(port).resolve("late.txt")).hasContent("late");
    }

    @Test
    void goesOnWithATransferInWhichItWasKilled() throws Exception {
        Path big = makeBigFile(512);
        network.startDatabase();
        JarProcess victim = connected(port);
        victim.type("get big.bin\n");
        awaitPart(network.filesOf(port).resolve(".reliablep2p").resolve("parts"));
        victim.kill();
        assertThat(network.filesOf(port).resolve("big.bin")).doesNotExist();

        JarProcess again = connected(port);
        again.type("get big.bin\n");
        assertThat(again.out().await("\\{\"event\":\"fetched\",\"name\":\"big.bin\".*"))
                .containsPattern("\"resumed\":[1-9][0-9]{6,}[,}]");
        assertThat(Files.mismatch(network.filesOf(port).resolve("big.bin"), big))
                .isEqualTo(-1);
    }

    /** Waits until a part of some size is there; the rest takes long enough for a kill to come before. */
    private static void awaitPart(Path parts) {
        Awaitility.await()
                .atMost(JarProcess.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    try (Stream<Path> found = Files.list(parts)) {
                        return found.anyMatch(part -> part.toFile().length() > 1 << 20);
                    }
                });
    }

    /** Makes a file of so many mebibytes in the database peer's directory, before that starts. */
    private Path makeBigFile(long mebibytes) throws Exception {
        Files.createDirectory(network.db());
        Path big = network.db().resolve("big.bin");
        try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
            // Sparse, because it is quick to make; different in places, so that the order matters.
            for (long position = 0; position < mebibytes; position++) {
                file.seek(position << 20);
                file.writeLong(position);
            }
            file.setLength(mebibytes << 20);
        }
        return big;
    }

    @Test
    void movesAFileThatIsLargerThanTheMemory() throws Exception {
        Path big = makeBigFile(256);
        network.startDatabase(SMALL_HEAP);
        JarProcess peer = network.start(SMALL_HEAP, port, "-c", "connect; get big.bin");
        peer.endsWith(0);
        assertThat(Files.mismatch(network.filesOf(port).resolve("big.bin"), big))
                .isEqualTo(-1);
    }

    /** Starts a peer that has joined, reads its commands from a pipe and answers in JSON. */
    private JarProcess connected(int itsPort) throws Exception {
        JarProcess peer = network.start(itsPort, "--json");
        peer.type("connect\n");
        peer.out().await("\\{\"event\":\"connected\".*");
        return peer;
    }

    private static void awaitMembers(JarProcess peer, int members, Duration within) throws Exception {
        awaitStatus(peer, "\"members\":" + members + ",", within);
    }

    private static void awaitFiles(JarProcess peer, int files) throws Exception {
        awaitStatus(peer, "\"files\":" + files + ",", JarProcess.PATIENCE);
    }

    /** Asks until the answer holds this; each question waits for the answer before. */
    private static void awaitStatus(JarProcess peer, String wanted, Duration within) throws Exception {
        long deadline = System.nanoTime() + within.toNanos();
        String status = "";
        while (!status.contains(wanted)) {
            assertThat(System.nanoTime() - deadline)
                    .as("waiting for " + wanted + " in " + status)
                    .isNegative();
            peer.type("status\n");
            status = peer.out().await("\\{\"event\":\"status\".*");
        }
    }
}
