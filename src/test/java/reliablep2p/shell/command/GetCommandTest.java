package reliablep2p.shell.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reliablep2p.json.JsonObject;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FetchOutcome;
import reliablep2p.shell.Contexts;
import reliablep2p.shell.FakeEventSwitch;
import reliablep2p.shell.FakePeer;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Style;
import reliablep2p.storage.StorageException;

/** {@code get} of several files; {@link CommandsTest} has that of one. */
class GetCommandTest {
    private final FakePeer peer = new FakePeer().connected();
    private final RecordingScreen screen = new RecordingScreen(80);
    private final List<Throwable> log = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    private ExitCode run(String... words) {
        return run(Output.text(screen, new Style(false)), words);
    }

    private ExitCode run(Output output, String... words) {
        return Commands.ofPeer(peer, Contexts.of(output, log::add, new FakeEventSwitch()))
                .run(List.of(words), cancellation);
    }

    private static FakePeer.Fetching coming(String name) {
        return cancelled -> fetched(Sample.file(name, 1_024));
    }

    private static FetchOutcome fetched(TrustedFile file) {
        return new FetchOutcome.Fetched(file, Sample.OTHER, 1, Duration.ofMillis(10), Optional.empty());
    }

    @Test
    void getsWhatAPatternMeansAndLeavesAloneWhatIsHere() {
        peer.listing("a.mp3", coming("a.mp3")).listing("b.mp3", coming("b.mp3"));
        assertThat(run("get", "?.MP3", "hang*")).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactlyInAnyOrder("get a.mp3", "get b.mp3");
        assertThat(screen.answers())
                .singleElement()
                .asString()
                .matches("Got 2 files \\(2\\.0 KiB\\) in .* s, verified; 1 was here already\\.");
        assertThat(screen.notes()).isEmpty();
    }

    @Test
    void getsEachFileOnceHoweverItIsNamed() {
        peer.listing("a.mp3", coming("a.mp3"));
        assertThat(run("get", "a.mp3", "a.*", "a.mp3", "?.mp3", "hangman.java")).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactlyInAnyOrder("get a.mp3", "get hangman.java");
    }

    @Test
    void answersAsForOneFileIfOneIsNamedTwice() {
        assertThat(run("get", "hangman.java", "hangman.java")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers())
                .containsExactly("Got hangman.java (3.4 KiB) from " + Sample.OTHER.address()
                        + "; 2 peers asked, 0.04 s, verified.");
    }

    @Test
    void takesANameWithAStarAsThatName() {
        peer.listing("a*.mp3", coming("a*.mp3")).listing("ab.mp3", coming("ab.mp3"));
        assertThat(run("get", "a*.mp3")).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactly("get a*.mp3");
    }

    @Test
    void checksAFileThatIsNamedAndHere() {
        peer.fetching("hangman.java", c -> new FetchOutcome.Present(Sample.HANGMAN))
                .fetching("melody.mp3", c -> new FetchOutcome.Present(Sample.MELODY));
        assertThat(run("get", "hangman.java", "melody.mp3")).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).hasSize(2);
        assertThat(screen.answers()).containsExactly("All 2 files are here already (checked).");
    }

    @Test
    void getsEverythingThatIsNotHere() {
        peer.fetching("melody.mp3", c -> fetched(Sample.MELODY)).listing("b", coming("b"));
        assertThat(run("get", "--all")).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactlyInAnyOrder("get melody.mp3", "get b");
    }

    @Test
    void saysThatNothingIsMissing() {
        assertThat(run("get", "hang*")).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).isEmpty();
        assertThat(screen.answers()).containsExactly("hangman.java is here already.");
    }

    @Test
    void listsFailuresInTheOrderTypedAndGetsTheRest() {
        peer.fetching("melody.mp3", c -> new FetchOutcome.NobodyHasIt(Sample.MELODY, 2, List.of()))
                .listing("other", c -> {
                    throw new IOException("reset");
                });
        assertThat(run("get", "melody.mp3", "melodi.mp3", "*.flac", "x\u001b[2J", "hangman.java", "other"))
                .isEqualTo(ExitCode.NOBODY_HAS_IT);
        assertThat(screen.answers()).singleElement().asString().startsWith("Got 1 of 3 files (3.4 KiB) in ");
        assertThat(screen.notes())
                .containsExactly(
                        "Not got:",
                        "  melody.mp3: nobody who could be reached has it now (2 asked); try again later",
                        "  melodi.mp3: not in the catalog; did you mean melody.mp3?",
                        "  *.flac: no file has such a name; list shows what there is",
                        "  x\\u001b[2J: not in the catalog; list shows what is",
                        "  other: reset");
    }

    @Test
    void endsWithTheCodeOfTheFirstFailureAsTyped() {
        CountDownLatch second = new CountDownLatch(1);
        peer.listing("a", c -> {
                    await(second);
                    throw new StorageException("the disk is full");
                })
                .listing("b", c -> {
                    second.countDown();
                    return new FetchOutcome.NobodyHasIt(Sample.MELODY, 2, List.of());
                });
        assertThat(run("get", "a", "b")).isEqualTo(ExitCode.DISK);
        assertThat(screen.answers()).containsExactly("Got none of 2 files.");
    }

    @Test
    void tellsWhereAFileWentWhoseNameWasTaken() {
        peer.listing("a", coming("a"))
                .listing(
                        "b",
                        c -> new FetchOutcome.Fetched(
                                Sample.file("b", 1), Sample.OTHER, 1, Duration.ZERO, Optional.of(Path.of("b.old"))));
        run("get", "a", "b");
        assertThat(screen.answers()).endsWith("The other file that had the name b is now b.old.");
    }

    @Test
    void cutsAListOfFailuresThatNobodyWouldRead() {
        List<String> words = new ArrayList<>(List.of("get"));
        for (int i = 0; i < 100; i++) {
            words.add("none-" + i);
        }
        run(words.toArray(String[]::new));
        assertThat(screen.answers()).containsExactly("Got nothing.");
        assertThat(screen.notes()).hasSize(22).endsWith("  and 80 more");
    }

    @Test
    void runsFourAtATime() {
        CyclicBarrier four = new CyclicBarrier(FetchSeveral.AT_A_TIME);
        for (int i = 0; i < 2 * FetchSeveral.AT_A_TIME; i++) {
            String name = "file-" + i;
            peer.listing(name, c -> {
                meet(four);
                return fetched(Sample.file(name, 1_024));
            });
        }
        assertThat(run("get", "file-*")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void stopsAllOfThemOnCtrlC() {
        CountDownLatch running = new CountDownLatch(FetchSeveral.AT_A_TIME);
        peer.listing("done", coming("done"));
        for (int i = 0; i < 10; i++) {
            peer.listing("slow-" + i, cancelled -> {
                CountDownLatch stopped = new CountDownLatch(1);
                try (var registration = cancelled.register(stopped::countDown)) {
                    running.countDown();
                    await(stopped);
                }
                throw new IOException("socket closed");
            });
        }
        Thread person = new Thread(() -> {
            await(running);
            cancellation.cancel();
        });
        person.start();
        assertThat(run("get", "done", "slow-*")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes())
                .singleElement()
                .asString()
                .matches("Interrupted\\. Got 1 of 11 files \\(1\\.0 KiB\\) in .* s\\. get goes on where it was\\.");
        assertThat(peer.calls()).hasSizeLessThan(11);
    }

    @Test
    void tellsAProgramOfEachFileAndThenOfAll() throws Exception {
        peer.listing("a", coming("a")).fetching("hangman.java", c -> new FetchOutcome.Present(Sample.HANGMAN));
        assertThat(run(Output.json(screen), "get", "a", "none", "hangman.java", "hang*"))
                .isEqualTo(ExitCode.NOT_IN_CATALOG);
        List<String> lines = screen.answers();
        assertThat(lines).hasSize(4);
        assertThat(lines.subList(0, 3))
                .anyMatch(line -> line.startsWith("{\"event\":\"fetched\",\"name\":\"a\","))
                .anyMatch(line -> line.startsWith("{\"event\":\"present\",\"name\":\"hangman.java\","))
                .contains(
                        "{\"event\":\"error\",\"code\":3,\"message\":\"none is not in the catalog; list shows what is\","
                                + "\"name\":\"none\"}");
        JsonObject got = JsonObject.parse(lines.get(3).getBytes(UTF_8), 4);
        assertThat(got.string("event")).isEqualTo("got");
        assertThat(got.integer("files", 0, 99)).isEqualTo(2);
        assertThat(got.integer("fetched", 0, 99)).isEqualTo(1);
        assertThat(got.integer("present", 0, 99)).isEqualTo(1);
        assertThat(got.integer("skipped", 0, 99)).isZero();
        assertThat(got.integer("failed", 0, 99)).isEqualTo(1);
        assertThat(got.integer("cancelled", 0, 99)).isZero();
        assertThat(got.integer("bytes", 0, 9999)).isEqualTo(1_024);
        assertThat(got.integer("code", 0, 255)).isEqualTo(3);
        assertThat(got.has("seconds")).isTrue();
    }

    @Test
    void wantsNamesOrAllButNotBoth() {
        assertThat(run("get")).isEqualTo(ExitCode.USAGE);
        assertThat(run("get", "--all", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(peer.calls()).isEmpty();
        assertThat(screen.notes())
                .containsExactly(
                        "get needs a FILE, or --all",
                        "Usage: get FILE... | --all; help get tells more",
                        "--all takes no names: it is all of them",
                        "Usage: get FILE... | --all; help get tells more");
    }

    @Test
    void forgetsWhatWasTypedBefore() {
        Commands commands = Commands.ofPeer(peer, Contexts.of(Output.text(screen, new Style(false))));
        commands.run(List.of("get", "--all"), cancellation);
        commands.run(List.of("get", "hangman.java"), cancellation);
        assertThat(peer.calls()).containsExactly("get melody.mp3", "get hangman.java");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
