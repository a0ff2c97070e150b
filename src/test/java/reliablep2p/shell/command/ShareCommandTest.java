package reliablep2p.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ShareOutcome;
import reliablep2p.shell.Contexts;
import reliablep2p.shell.FakePeer;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Style;

class ShareCommandTest {
    private final FakePeer peer = new FakePeer()
            .connected()
            .sharing("hangman.java", new ShareOutcome.Approved(Sample.HANGMAN, 2, false))
            .sharing("again", new ShareOutcome.Approved(Sample.HANGMAN, 1, true))
            .sharing("melody.mp3", new ShareOutcome.Waiting(Sample.MELODY))
            .sharing("unwanted", new ShareOutcome.Rejected(Sample.MELODY, "too loud \u001b[2J"))
            .sharing("large", new ShareOutcome.Failed(Sample.MELODY, "no room \u0007"));
    private final RecordingScreen screen = new RecordingScreen(200);
    private final Cancellation cancellation = new Cancellation();

    @TempDir
    private Path directory;

    private ExitCode run(String... words) {
        return commands(Output.text(screen, new Style(false))).run(List.of(words), cancellation);
    }

    private Commands commands(Output output) {
        return Commands.ofPeer(peer, Contexts.of(output));
    }

    @Test
    void saysWhatBecameOfAFile() {
        assertThat(run("share", "hangman.java")).isEqualTo(ExitCode.DONE);
        assertThat(run("share", "again")).isEqualTo(ExitCode.DONE);
        assertThat(run("share", "melody.mp3")).isEqualTo(ExitCode.DONE);
        assertThat(screen.answers())
                .containsExactly(
                        "Shared hangman.java (3.4 KiB): it is in the catalog now as version 2, and the database peer has"
                                + " a copy.",
                        "hangman.java (3.4 KiB) is in the catalog already.",
                        "Shared melody.mp3 (3.7 MiB): the database peer has it, and its operator decides; you will be"
                                + " told.");
        assertThat(screen.notes()).isEmpty();
    }

    @Test
    void hasACodeForEachFailure() {
        assertThat(run("share", "unwanted")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("share", "large")).isEqualTo(ExitCode.FAILED);
        assertThat(run("share", "missing\u0007")).isEqualTo(ExitCode.FAILED);
        assertThat(run("share")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.answers()).isEmpty();
        assertThat(screen.notes())
                .startsWith(
                        "melody.mp3 was rejected by the operator: too loud \\u001b[2J",
                        "melody.mp3 was not taken by the database peer: no room \\u0007",
                        "missing\\u0007 can't be shared: it is not there \\u001b[2J");
    }

    @Test
    void goesOnAfterOneThatFailsAndSumsUp() {
        assertThat(run("share", "hangman.java", "unwanted", "melody.mp3", "missing", "melody.mp3"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(peer.calls())
                .containsExactly("share hangman.java", "share unwanted", "share melody.mp3", "share missing");
        assertThat(screen.answers()).hasSize(3);
        assertThat(screen.answers().get(2))
                .matches("Shared 2 of 4 files: 1 in the catalog, 1 waits for a decision, 2 failed \\(.* s\\)\\.");
        assertThat(screen.notes()).hasSize(2);
    }

    @Test
    void stopsWithoutTryingTheRest() {
        cancellation.cancel();
        assertThat(run("share", "hangman.java")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(run("share", "hangman.java", "melody.mp3")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen.notes()).containsExactly("Interrupted.");
        assertThat(screen.answers())
                .singleElement()
                .asString()
                .startsWith("Shared 0 of 2 files: 0 in the catalog, 0 wait for a decision, 2 cancelled");
        assertThat(peer.calls()).isEmpty();
    }

    @Test
    void needsTheNetwork() {
        peer.disconnect();
        assertThat(run("share", "a", "b")).isEqualTo(ExitCode.FAILED);
        assertThat(screen.notes()).containsExactly("not connected to the network: `connect` does it");
    }

    @Test
    void tellsAProgramOfEachAndOfAll() {
        ExitCode code = commands(Output.json(screen))
                .run(List.of("share", "hangman.java", "missing", "melody.mp3"), cancellation);
        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(screen.answers()).hasSize(4);
        assertThat(screen.answers().get(0))
                .startsWith("{\"event\":\"shared\",\"name\":\"hangman.java\"")
                .endsWith("\"state\":\"approved\",\"version\":2,\"already\":false}");
        assertThat(screen.answers().get(1))
                .startsWith("{\"event\":\"error\",\"code\":1,")
                .endsWith("\"name\":\"missing\"}");
        assertThat(screen.answers().get(3))
                .startsWith("{\"event\":\"shared_all\",\"files\":3,\"approved\":1,\"waiting\":1,\"failed\":1,")
                .endsWith("\"code\":1}");
    }

    @Test
    void saysNothingOfSuccessWhenQuiet() {
        Output quiet = Output.text(screen, new Style(false)).quiet();
        commands(quiet).run(List.of("share", "hangman.java", "melody.mp3"), cancellation);
        assertThat(screen.answers()).isEmpty();
        commands(quiet).run(List.of("share", "hangman.java", "missing"), cancellation);
        assertThat(screen.answers()).hasSize(1);
        assertThat(screen.notes()).hasSize(1);
    }

    @Test
    void completesPathsWithDirectoriesAndHome() throws IOException {
        Files.createDirectories(directory.resolve("Music").resolve("deep"));
        Files.createFile(directory.resolve("my notes.txt"));
        Files.createFile(directory.resolve(".hidden"));
        Files.createFile(directory.resolve("a\u0007b"));
        Files.createFile(directory.resolve("Music").resolve("melody.mp3"));
        Commands commands = commands(Output.text(screen, new Style(false)));
        String there = directory + "/";
        assertThat(commands.candidates(List.of("share"), there))
                .containsExactly(there + "Music/", there + "my notes.txt");
        assertThat(commands.candidates(List.of("share", "x"), there + "mus")).containsExactly(there + "Music/");
        assertThat(commands.candidates(List.of("share"), there + ".h")).containsExactly(there + ".hidden");
        assertThat(commands.candidates(List.of("share"), there + "Music/"))
                .containsExactly(there + "Music/deep/", there + "Music/melody.mp3");
        assertThat(commands.candidates(List.of("share"), there + "nowhere/")).isEmpty();
        assertThat(commands.candidates(List.of("share"), "~")).containsExactly("~/");
        assertThat(commands.candidates(List.of("catalog", "verify"), there + "mus"))
                .containsExactly(there + "Music/");
        assertThat(commands.candidates(List.of("catalog"), "")).containsExactly("verify");
        assertThat(commands.candidates(List.of("share"), "sr")).contains("src/");
    }

    @Test
    void takesTheHomeOfThePerson() {
        run("share", "~/x", "x~");
        assertThat(peer.calls()).containsExactly("share " + System.getProperty("user.home") + "/x", "share x~");
    }

    @Test
    void makesPathsAbsoluteForAProcessInAnotherDirectory() {
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(LocalPaths.absolute(List.of("share", "a", "/b"))).containsExactly("share", here + "/a", "/b");
        assertThat(LocalPaths.absolute(List.of("catalog", "verify", "a")))
                .containsExactly("catalog", "verify", here + "/a");
        assertThat(LocalPaths.absolute(List.of("catalog", "verify"))).containsExactly("catalog", "verify");
        assertThat(LocalPaths.absolute(List.of("get", "a"))).containsExactly("get", "a");
    }
}
