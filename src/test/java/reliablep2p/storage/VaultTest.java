package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.TrustedFile;

class VaultTest {
    private static final TrustedFile FIRST = TestFolder.trusted("a.txt", "first");
    private static final TrustedFile SECOND = TestFolder.trusted("a.txt", "second");

    @TempDir
    private Path home;

    private PeerDirectory directory;
    private Vault vault;

    @BeforeEach
    void open() throws Exception {
        directory = PeerDirectory.open(home.resolve("db"));
        vault = new Vault(directory);
        receive(FIRST, "first");
        receive(SECOND, "second");
    }

    @AfterEach
    void close() {
        directory.close();
    }

    /** By the way that files come in. */
    private void receive(TrustedFile file, String text) throws Exception {
        TestPart.receive(directory, file, new Destination.Kept(), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsFilesByTheirBytes() throws Exception {
        assertThat(vault.contents()).containsExactlyInAnyOrder(FIRST.sha256(), SECOND.sha256());
        assertThat(vault.contains(FIRST)).isTrue();
        assertThat(vault.verify(FIRST, () -> false)).isTrue();
        assertThat(directory.files().resolve("a.txt")).doesNotExist();
        vault.discard(FIRST.sha256());
        assertThat(vault.contains(FIRST)).isFalse();
        assertThat(vault.verify(FIRST, () -> false)).isFalse();
    }

    @Test
    void givesANameAndKeepsTheVersionBefore() throws Exception {
        StoredFile first = vault.place(FIRST, Optional.empty(), false);
        assertThat(directory.files().resolve("a.txt")).hasContent("first");
        assertThat(vault.contains(FIRST)).isFalse();

        vault.place(SECOND, Optional.of(first), false);

        assertThat(directory.files().resolve("a.txt")).hasContent("second");
        assertThat(vault.contains(FIRST)).isTrue();
        assertThat(vault.verify(FIRST, () -> false)).isTrue();
        assertThat(vault.contains(SECOND)).isFalse();
    }

    @Test
    void keepsWhatSomebodyElseWantsToo() throws Exception {
        vault.place(FIRST, Optional.empty(), true);
        assertThat(directory.files().resolve("a.txt")).hasContent("first");
        assertThat(vault.contains(FIRST)).isTrue();
    }

    @Test
    void putsAFileAsideThatIsNoVersion() throws Exception {
        Files.writeString(directory.files().resolve("a.txt"), "somebody's own");
        vault.place(FIRST, Optional.empty(), false);
        assertThat(directory.files().resolve("a.txt")).hasContent("first");
        try (var replaced = Files.walk(directory.replaced())) {
            assertThat(replaced.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("somebody's own"));
        }
    }

    @Test
    void leavesTheFileInTheVaultIfItsNameIsTaken() throws Exception {
        Files.createDirectory(directory.files().resolve("a.txt"));
        assertThatExceptionOfType(DiskException.class).isThrownBy(() -> vault.place(FIRST, Optional.empty(), false));
        assertThat(vault.verify(FIRST, () -> false)).isTrue();
    }
}
