package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import reliablep2p.app.Tool;

/** What lies beside the directories of peers, ways that lead there from within, and names that others may give it. */
final class Outside {
    /** Names that are valid, and in the way of which a link or a pipe lies. */
    static final List<String> IN_THE_WAY = List.of("link.bin", "overwritten.bin", "dangling.bin", "folder", "pipe.bin");

    private final Path directory;
    private final Path folder;
    private final byte[] secret;
    private Map<String, String> before = Map.of();

    /** Makes it in the directory that has those of the peers in it. */
    Outside(Path directory, byte[] secret) throws IOException {
        this.directory = directory;
        this.secret = secret.clone();
        this.folder = Files.createDirectory(directory.resolve("outside"));
        Files.write(folder.resolve("secret.bin"), secret);
        Files.writeString(folder.resolve("victim.txt"), "this stays");
        Files.write(Files.createDirectory(folder.resolve("folder")).resolve("inner.bin"), secret);
    }

    byte[] secret() {
        return secret.clone();
    }

    /** Lays links and a pipe into a peer's directory. */
    void plant(Path files) throws IOException, InterruptedException {
        Files.createSymbolicLink(files.resolve("link.bin"), folder.resolve("secret.bin"));
        Files.createSymbolicLink(files.resolve("overwritten.bin"), folder.resolve("victim.txt"));
        Files.createSymbolicLink(files.resolve("dangling.bin"), folder.resolve("new.bin"));
        Files.createSymbolicLink(files.resolve("folder"), folder.resolve("folder"));
        Tool made = Tool.run(directory, "mkfifo", files.resolve("pipe.bin").toString());
        assertThat(made.exitCode()).as(made.printed()).isZero();
    }

    /** Names by which somebody may try to reach it. */
    List<String> names() {
        return List.of(
                "link.bin",
                "overwritten.bin",
                "dangling.bin",
                "folder",
                "pipe.bin",
                "folder/inner.bin",
                "folder\\inner.bin",
                "../outside/secret.bin",
                "../../outside/secret.bin",
                "..\\..\\outside\\secret.bin",
                "./../../outside/secret.bin",
                "link.bin/../../../outside/secret.bin",
                folder.resolve("secret.bin").toString(),
                "file://" + folder.resolve("secret.bin"),
                "%2e%2e%2f%2e%2e%2foutside%2fsecret.bin",
                "../../outside/secret.bin\0.mp3",
                "\0",
                "..",
                ".",
                "",
                ".reliablep2p/identity.pem",
                "../db/.reliablep2p/identity.pem",
                "C:\\secret.bin",
                "~/secret.bin");
    }

    /** From now on nothing out here may change. */
    void watch() throws IOException {
        before = Tree.around(directory);
    }

    void assertUntouched() throws IOException {
        assertThat(before).as("what is watched").containsKey("outside/secret.bin");
        assertThat(Tree.around(directory)).isEqualTo(before);
    }
}
