package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reliablep2p.model.FileName;

/** What of the things in a folder is shared, and what the operator is told of the others. */
class FolderListingTest {
    @TempDir
    Path parent;

    private TestFolder folder;

    @BeforeEach
    void setUp() throws Exception {
        folder = new TestFolder(parent.resolve("db"));
    }

    @AfterEach
    void tearDown() {
        folder.close();
    }

    @Test
    void leavesOutHiddenFilesWithoutAWord() throws Exception {
        folder.put(".hidden", "x");

        assertFound();
    }

    static Stream<Arguments> badNames() {
        return Stream.of(
                arguments("a\u001b[31m.txt", "a\\u{1B}[31m.txt"),
                arguments("a\n.txt", "a\\u{A}.txt"),
                arguments("a\u202etxt.exe", "a\\u{202E}txt.exe"),
                arguments("cafe\u0301.txt", "cafe\\u{301}.txt"),
                arguments("nul.txt", "nul.txt"),
                arguments("a\\b.txt", "a\\b.txt"),
                arguments("dot.", "dot."));
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void skipsANameThatBreaksTheRules(String name, String shown) throws Exception {
        folder.put(name, "x");

        assertThat(folder.shared.scan().files()).isEmpty();
        assertThat(folder.shared.scan().skipped()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo(shown);
            assertThat(entry.reason()).startsWith("its name breaks a rule: a file name ");
        });
    }

    /** In a Java string the byte becomes a mark, under which nothing lies on the disk. */
    @Test
    void skipsANameThatIsNoText() throws Exception {
        Unix.fileNamed(folder.path, "a\\377.txt");

        assertFound(new SkippedEntry("a\\u{FFFD}.txt", "its name is no text in this system's encoding"));
    }

    @Test
    void skipsLinks() throws Exception {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "secret");
        Files.createSymbolicLink(folder.path.resolve("link"), elsewhere);
        Files.createSymbolicLink(folder.path.resolve("nowhere"), parent.resolve("nowhere"));

        assertFound(
                new SkippedEntry("link", "it is a symbolic link"),
                new SkippedEntry("nowhere", "it is a symbolic link"));
    }

    @Test
    void doesNotEnterDirectories() throws Exception {
        Path inner = Files.createDirectory(folder.path.resolve("inner"));
        Files.writeString(inner.resolve("a.txt"), "x");

        assertFound(new SkippedEntry("inner", "it is a directory"));
    }

    @Test
    void namesWhatItSkipsInOrder() throws Exception {
        List<SkippedEntry> skipped = new ArrayList<>();
        for (char c = 'a'; c <= 'z'; c++) {
            Files.createDirectory(folder.path.resolve(String.valueOf(c)));
            skipped.add(new SkippedEntry(String.valueOf(c), "it is a directory"));
        }

        assertFound(skipped.toArray(SkippedEntry[]::new));
    }

    @Test
    void neverOpensAPipe() throws Exception {
        Unix.pipe(folder.path.resolve("pipe"));

        assertFound(new SkippedEntry("pipe", "it is a pipe, socket or device"));
    }

    @Test
    void skipsAFileThatMayNotBeRead() throws Exception {
        Path file = folder.put("a.txt", "x");
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "root may read everything");

        assertFound(new SkippedEntry("a.txt", "it can't be read: permission denied"));
    }

    @Test
    void takesTheFirstOfNamesThatDifferOnlyInCase() throws Exception {
        folder.put("a.txt", "x");
        folder.put("A.txt", "y");
        folder.put("A.TXT", "z");

        FolderSnapshot found = folder.shared.scan();

        assertThat(found.files().keySet()).containsExactly(new FileName("A.TXT"));
        assertThat(found.skipped()).extracting(SkippedEntry::name).containsExactly("A.txt", "a.txt");
    }

    @Test
    void keepsTheNameThatWasThereFirst() throws Exception {
        folder.put("a.txt", "x");
        folder.scan();
        folder.put("A.txt", "y");

        FolderSnapshot found = folder.shared.scan();

        assertThat(found.files().keySet()).containsExactly(new FileName("a.txt"));
        assertThat(found.skipped())
                .containsExactly(new SkippedEntry("A.txt", "its name differs only in case from a.txt"));
    }

    @Test
    void takesTheOtherNameOnceTheFirstIsGone() throws Exception {
        Path first = folder.put("a.txt", "x");
        folder.put("A.txt", "y");
        folder.scan();
        Files.delete(folder.path.resolve("A.txt"));

        assertThat(folder.scan()).containsExactly(TestFolder.trusted("a.txt", "x"));
        assertThat(first).exists();
    }

    private void assertFound(SkippedEntry... skipped) throws Exception {
        FolderSnapshot found = folder.shared.scan();
        assertThat(found.files()).isEmpty();
        assertThat(found.skipped()).containsExactly(skipped);
    }
}
