package reliablep2p;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script {@code unclutter} in directories such as peers leave behind. */
@Timeout(60)
class UnclutterTest {
    private static final Path SCRIPT = Path.of(System.getProperty("user.dir"), "unclutter");

    @TempDir
    Path directory;

    @BeforeAll
    static void needsBash() {
        assumeTrue(hasBash(), "there is no bash here to run the script with");
    }

    @Test
    void removesTheDirectoriesOfPeersWithAllThatIsInThem() throws Exception {
        peerDirectory("port_1");
        peerDirectory("port_80");
        peerDirectory("port_65535");

        Result result = unclutter();

        assertThat(result).isEqualTo(new Result(0, "Removed port_1\nRemoved port_80\nRemoved port_65535\n", ""));
        assertThat(names(directory)).isEmpty();
    }

    @Test
    void saysWhenThereIsNothingToRemove() throws Exception {
        assertThat(unclutter()).isEqualTo(new Result(0, "Nothing to remove\n", ""));
    }

    @Test
    void leavesEverythingElseAlone() throws Exception {
        List<String> others = List.of("db", "port_", "port_x", "port_1a", "port_123456", "port_-1", "my port_9001");
        for (String other : others) {
            peerDirectory(other);
        }
        Files.writeString(directory.resolve("port_9001"), "a file");

        assertThat(unclutter()).isEqualTo(new Result(0, "Nothing to remove\n", ""));

        assertThat(names(directory)).containsAll(others).contains("port_9001");
        assertThat(directory.resolve("db/kept.txt")).hasContent("kept");
    }

    @Test
    void leavesALinkAlone() throws Exception {
        Path target = peerDirectory("elsewhere");
        Path link = Files.createSymbolicLink(directory.resolve("port_9001"), target);

        Result result = unclutter();

        assertThat(result).isEqualTo(new Result(0, "port_9001 is a link: left alone\nNothing to remove\n", ""));
        assertThat(link).isSymbolicLink();
        assertThat(target.resolve("kept.txt")).hasContent("kept");
    }

    @Test
    void removesALinkInsideWithoutFollowingIt() throws Exception {
        Path target = peerDirectory("elsewhere");
        Path peer = peerDirectory("port_9001");
        Files.createSymbolicLink(peer.resolve("to a directory"), target);
        Files.createSymbolicLink(peer.resolve("to a file"), target.resolve("kept.txt"));

        assertThat(unclutter().status()).isZero();

        assertThat(names(directory)).containsExactly("elsewhere");
        assertThat(target.resolve("kept.txt")).hasContent("kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "two\nlines\n", "*", "$(touch port_1)", "-dash", "--help", "-"})
    void worksInTheDirectoryThatIsNamed(String name) throws Exception {
        peerDirectory("port_9001");
        Path named = Files.createDirectory(directory.resolve(name));
        Files.createDirectory(named.resolve("port_9002"));

        Result result = unclutter("--", name);

        assertThat(result).isEqualTo(new Result(0, "Removed port_9002\n", ""));
        assertThat(names(named)).isEmpty();
        assertThat(names(directory)).containsExactlyInAnyOrder("port_9001", name);
    }

    @Test
    void removesNothingAtAllWhileOneIsInUse() throws Exception {
        peerDirectory("port_9001");
        Path used = peerDirectory("port_9002");
        Process peer = startPeer(used);
        try {
            Result result = unclutter();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("port_9002 is in use by process " + peer.pid() + "\n");
            assertThat(result.err()).doesNotContain("port_9001");
            assertThat(names(directory)).containsExactlyInAnyOrder("port_9001", "port_9002");
            assertThat(used.resolve("kept.txt")).hasContent("kept");
        } finally {
            peer.destroyForcibly().waitFor();
        }
    }

    @Test
    void removesItOnceThePeerHasEnded() throws Exception {
        Path used = peerDirectory("port_9001");
        Process peer = startPeer(used);
        peer.getOutputStream().close();
        assertThat(peer.waitFor()).isZero();
        assertThat(lockOf(used)).hasContent(Long.toString(peer.pid()));

        assertThat(unclutter()).isEqualTo(new Result(0, "Removed port_9001\n", ""));
    }

    @Test
    void asksTheKernelRatherThanTheNumberInTheLockFile() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "this system does not list its locks");
        Path stale = peerDirectory("port_9001");
        writeLock(stale, ProcessHandle.current().pid() + "\n");
        assertThat(unclutter()).isEqualTo(new Result(0, "Removed port_9001\n", ""));

        Path used = peerDirectory("port_9002");
        Process peer = startPeer(used);
        try {
            writeLock(used, "no number\n");
            assertThat(unclutter().err()).contains("port_9002 is in use by process " + peer.pid() + "\n");
        } finally {
            peer.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "0\n",
                "-1\n",
                "x",
                "1 2",
                "99999999999999999999",
                "\0\0",
                "$(touch ran)",
                "`touch ran`"
            })
    void takesACorruptLockFileForNoLock(String text) throws Exception {
        writeLock(peerDirectory("port_9001"), text);

        assertThat(unclutter()).isEqualTo(new Result(0, "Removed port_9001\n", ""));
        assertThat(names(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void explainsItself(String option) throws Exception {
        peerDirectory("port_9001");

        Result result = unclutter(option);

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Usage: unclutter [DIRECTORY]\n");
        assertThat(result.err()).isEmpty();
        assertThat(names(directory)).containsExactly("port_9001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "--force", "-", "", "missing", "port_9001 port_9001", "-- a b", ". -x"})
    void refusesWhatItDoesNotUnderstand(String arguments) throws Exception {
        peerDirectory("port_9001");

        Result result = unclutter(arguments.split(" ", -1));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("unclutter: ").contains("\nUsage: unclutter [DIRECTORY]\n");
        assertThat(names(directory)).containsExactly("port_9001");
    }

    /** What a run of the script gave. */
    private record Result(int status, String out, String err) {}

    private Result unclutter(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).directory(directory.toFile()).start();
        process.getOutputStream().close();
        // Both fit into a pipe, so that one can be read after the other.
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    private Path peerDirectory(String name) throws IOException {
        Path peer = Files.createDirectory(directory.resolve(name));
        Files.createDirectories(peer.resolve("a/b"));
        Files.writeString(peer.resolve("a/b/.hidden"), "hidden");
        Files.writeString(peer.resolve("kept.txt"), "kept");
        return peer;
    }

    private static Path lockOf(Path peer) {
        return peer.resolve(".reliablep2p").resolve("lock");
    }

    private static void writeLock(Path peer, String text) throws IOException {
        Files.createDirectories(lockOf(peer).getParent());
        Files.writeString(lockOf(peer), text);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private static boolean hasBash() {
        try {
            return new ProcessBuilder("bash", "-c", "exit 0").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts a process that has locked the peer's directory when this returns. */
    private static Process startPeer(Path peer) throws IOException, URISyntaxException {
        Files.createDirectories(lockOf(peer).getParent());
        Path classes = Path.of(
                Peer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes.toString(),
                        Peer.class.getName(),
                        lockOf(peer).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader(UTF_8).readLine()).startsWith("locked");
        return process;
    }

    /** Holds the lock of a peer until its input ends, and with it, at the latest, when the test ends. */
    static final class Peer {
        private Peer() {}

        /** Locks the file that is named. */
        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(
                            Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                // Through this channel only: closing any other on the same file would give up the lock.
                channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"));
                System.out.println("locked " + lock);
                while (System.in.read() >= 0) {}
            }
        }
    }
}
