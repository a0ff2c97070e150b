package reliablep2p.shell.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.LocalConnection;
import reliablep2p.net.LocalServer;
import reliablep2p.shell.Contexts;
import reliablep2p.shell.FakePeer;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.PlainScreen;
import reliablep2p.shell.output.Screen;

class ControlTest {
    private static final RunningAt HERE = new RunningAt(9001, 9000);
    private static final Presentation TEXT = new Presentation(false, false, false, false);

    @TempDir
    Path directory;

    private final FakePeer peer = new FakePeer().connected();
    private final RecordingScreen screen = new RecordingScreen(80);
    private final AtomicInteger ends = new AtomicInteger();
    private Path socket = Path.of("");
    private ControlServer server;

    @BeforeEach
    void start() throws IOException {
        socket = directory.resolve("control");
        server = startAt(socket);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private ControlServer startAt(Path path) throws IOException {
        return ControlServer.start(
                path,
                ConnectionThreads.forThisJava(),
                HERE,
                output -> Commands.ofPeer(peer, Contexts.of(output)),
                ends::incrementAndGet);
    }

    private RemoteInterpreter connect(Presentation presentation) throws IOException {
        return RemoteInterpreter.connect(socket, presentation.on(screen), presentation);
    }

    private static ExitCode run(RemoteInterpreter remote, String... words) {
        return remote.run(List.of(words), new Cancellation());
    }

    @Test
    void runsCommandsAndPrintsHereWhatTheyPrintThere() throws IOException {
        try (RemoteInterpreter remote = connect(TEXT)) {
            assertThat(remote.peer()).isEqualTo(HERE);
            assertThat(run(remote, "list", "*.mp3")).isEqualTo(ExitCode.DONE);
            assertThat(run(remote, "get", "nothing")).isEqualTo(ExitCode.NOT_IN_CATALOG);
        }
        assertThat(screen.answers()).anyMatch(line -> line.contains("melody.mp3"));
        assertThat(screen.notes()).containsExactly("nothing is not in the catalog; list shows what is");
        assertThat(ends).hasValue(0);
    }

    @Test
    void printsAsObjectsAndQuietlyIfThatIsWanted() throws IOException {
        Presentation quiet = new Presentation(true, true, false, false);
        try (RemoteInterpreter remote = connect(quiet)) {
            assertThat(run(remote, "get", "hangman.java")).isEqualTo(ExitCode.DONE);
            assertThat(screen.answers()).isEmpty();
            assertThat(run(remote, "status")).isEqualTo(ExitCode.DONE);
        }
        assertThat(screen.answers()).singleElement().asString().startsWith("{\"event\":\"status\"");
    }

    @Test
    void cancelsTheCommandThere() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        peer.fetching("slow", cancellation -> {
            begun.countDown();
            awaitCancelled(cancellation);
            cancelled.countDown();
            throw new CancelledException();
        });
        Cancellation cancellation = new Cancellation();
        try (RemoteInterpreter remote = connect(TEXT)) {
            Thread presser = new Thread(() -> {
                await().until(() -> begun.getCount() == 0);
                cancellation.cancel();
            });
            presser.start();
            assertThat(remote.run(List.of("get", "slow"), cancellation)).isEqualTo(ExitCode.INTERRUPTED);
            presser.join();
            assertThat(cancelled.getCount()).isZero();
            assertThat(run(remote, "status")).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void cancelsTheCommandOfWhoHasGone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        peer.fetching("slow", cancellation -> {
            begun.countDown();
            awaitCancelled(cancellation);
            cancelled.countDown();
            throw new CancelledException();
        });
        RemoteInterpreter remote = connect(TEXT);
        Thread caller = new Thread(() -> run(remote, "get", "slow"));
        caller.start();
        begun.await();
        remote.close();
        cancelled.await();
        caller.join();
        assertThat(screen.notes()).singleElement().asString().startsWith("the running peer has ended");
    }

    private static void awaitCancelled(Cancellation cancellation) {
        await().until(cancellation::isCancelled);
    }

    @Test
    void endsTheProgramAfterTheAnswer() throws IOException {
        try (RemoteInterpreter remote = connect(TEXT)) {
            assertThat(run(remote, "disconnect")).isEqualTo(ExitCode.DONE);
            assertThat(remote.hasEnded()).isTrue();
        }
        await().untilAsserted(() -> assertThat(ends).hasValue(1));
        assertThat(peer.calls()).containsExactly("disconnect");
    }

    @Test
    void failsWhenThePeerEndsInTheMiddle() throws IOException {
        peer.fetching("slow", cancellation -> {
            server.close();
            awaitCancelled(cancellation);
            throw new CancelledException();
        });
        try (RemoteInterpreter remote = connect(TEXT)) {
            assertThat(run(remote, "get", "slow")).isEqualTo(ExitCode.FAILED);
            assertThat(remote.hasEnded()).isTrue();
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void givesUpAPeerThatSaysNothingMore() throws IOException {
        server.close();
        try (LocalServer mute = LocalServer.start(socket, ConnectionThreads.platform(), 1_000, connection -> {
                    write(connection, "{\"port\":9001,\"db_port\":9000}");
                    readAll(connection);
                });
                RemoteInterpreter remote =
                        RemoteInterpreter.connect(socket, TEXT.on(screen), TEXT, Duration.ofMillis(200))) {
            assertThat(run(remote, "list")).isEqualTo(ExitCode.FAILED);
        }
        assertThat(screen.notes()).hasSize(1);
    }

    @Test
    void waitsForWhoeverReadsWhatIsPrinted() throws Exception {
        CountDownLatch printing = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        PrintStream pager = blocking(printing, read);
        Screen slow = new PlainScreen(pager, pager, 80);
        try (RemoteInterpreter remote =
                RemoteInterpreter.connect(socket, TEXT.on(slow), TEXT, Duration.ofMillis(100))) {
            CompletableFuture<ExitCode> code = CompletableFuture.supplyAsync(() -> run(remote, "status"));
            printing.await();
            // Longer than the silence that ends it.
            assertThatThrownBy(() -> code.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            read.countDown();
            assertThat(code.get()).isEqualTo(ExitCode.DONE);
        }
    }

    /** A pager that does not read on until somebody presses a key. */
    private static PrintStream blocking(CountDownLatch printing, CountDownLatch read) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        printing.countDown();
                        await().until(() -> read.getCount() == 0);
                    }
                },
                false,
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"port\":\"x\",\"db_port\":1}", "nonsense", "{\"port\":-1,\"db_port\":1}"})
    void takesNoOtherProgramForAPeer(String greeting) throws IOException {
        server.close();
        try (LocalServer other = LocalServer.start(
                socket, ConnectionThreads.platform(), 1_000, connection -> write(connection, greeting))) {
            assertThatThrownBy(() -> connect(TEXT)).hasMessage("it is another version of this program");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{\"run\":[]}",
                "{\"json\":false,\"quiet\":false,\"styled\":false,\"progress\":false}\n{\"run\":[],\"width\":80}",
                "{\"json\":false,\"quiet\":false,\"styled\":false,\"progress\":false}\n{\"run\":[\"list\"],\"width\":0}",
                "{\"json\":false,\"quiet\":false,\"styled\":false,\"progress\":false}\n{\"frob\":1}",
                "{\"json\":false,\"quiet\":false,\"styled\":false,\"progress\":false}\n[[[[[[]]]]]]"
            })
    void closesTheConnectionOfWhoSendsNoRequest(String lines) throws IOException {
        try (LocalConnection raw = LocalConnection.connect(socket, 1_000)) {
            assertThat(raw.read()).isNotNull();
            lines.lines().forEach(line -> write(raw, line));
            readAll(raw);
        }
        try (RemoteInterpreter remote = connect(TEXT)) {
            assertThat(run(remote, "status")).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void readsNoLineThatIsTooLong() throws IOException {
        try (LocalConnection raw = LocalConnection.connect(socket, 1_000)) {
            assertThat(raw.read()).isNotNull();
            assertThatThrownBy(() -> {
                        raw.write(new byte[ControlServer.MAX_REQUEST + 1]);
                        raw.write(new byte[1]);
                        readAllOrFail(raw);
                        throw new IOException("closed");
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void printsNothingThatATerminalWouldObeyButStyles() throws IOException {
        server.close();
        try (LocalServer rogue = LocalServer.start(socket, ConnectionThreads.platform(), 1_000, connection -> {
                    write(connection, "{\"port\":9001,\"db_port\":9000}");
                    write(connection, "{\"answer\":\"\\u001b[1mbold\\u001b[m \\u001b]0;title\\u0007\\u001b[2J\"}");
                    write(connection, "{\"note\":\"\\u009b2J\"}");
                    write(connection, "{\"done\":\"DONE\",\"ended\":false}");
                    readAll(connection);
                });
                RemoteInterpreter remote = connect(TEXT)) {
            assertThat(run(remote, "list")).isEqualTo(ExitCode.DONE);
        }
        assertThat(screen.answers()).containsExactly("\u001b[1mbold\u001b[m \\u001b]0;title\\u0007\\u001b[2J");
        assertThat(screen.notes()).containsExactly("\\u009b2J");
    }

    @Test
    void isForItsUserOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesTheSocketThatACrashLeftButNothingElse() throws IOException {
        Path left = directory.resolve("left");
        startAt(left); // Never closed, as after kill -9.
        startAt(left).close();
        assertThat(left).doesNotExist();
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> startAt(file)).isInstanceOf(IOException.class).hasMessageContaining("in the way");
        assertThat(file).hasContent("x");
    }

    @Test
    void worksAtAPathOfAnyLength() throws IOException {
        Path deep = Files.createDirectories(directory.resolve("d".repeat(100)).resolve("e".repeat(100)));
        socket = deep.resolve("control");
        try (ControlServer far = startAt(socket);
                RemoteInterpreter remote = connect(TEXT)) {
            assertThat(run(remote, "status")).isEqualTo(ExitCode.DONE);
        }
        assertThat(socket).doesNotExist();
    }

    private static void write(LocalConnection connection, String line) {
        try {
            connection.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readAll(LocalConnection connection) {
        try {
            readAllOrFail(connection);
        } catch (IOException e) {
            // Closed from either side.
        }
    }

    private static void readAllOrFail(LocalConnection connection) throws IOException {
        byte[] line = connection.read();
        while (line != null) {
            line = connection.read();
        }
    }
}
