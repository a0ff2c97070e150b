package reliablep2p.node.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.BitRot;
import reliablep2p.storage.FileGroup;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.Published;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.Vault;

/** A file that was damaged comes again while something else happens under its name. */
class BackupShelfTest {
    private static final Instant APPROVED = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path parent;

    private final Catalog catalog = new Catalog();
    private final HeldFiles held = new HeldFiles();
    private final TrustedFile first = file("the first");
    private final TrustedFile second = file("the second");
    private PeerDirectory directory;
    private SharedFolder folder;
    private Vault vault;
    private VaultPlacement placement;
    private BackupShelf shelf;
    private Path path;
    private Runnable meanwhile = () -> {};

    private static TrustedFile file(String text) {
        return new TrustedFile(new FileName("a.txt"), text.length(), Sha256.of(text.getBytes(UTF_8)));
    }

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("db"));
        folder = SharedFolder.open(directory, Clock.systemUTC());
        vault = new Vault(directory);
        path = directory.files().resolve("a.txt");
        approve(first, 1);
        placement = new VaultPlacement(vault, folder, held, catalog, file -> false);
        shelf = new BackupShelf(directory, folder, vault, catalog, held, placement, work -> {
            meanwhile.run();
            work.run();
        });
    }

    @AfterEach
    void tearDown() {
        folder.close();
        directory.close();
    }

    private void approve(TrustedFile file, int number) {
        catalog.approve(
                file, Pieces.uncut(file), number, new Approval(APPROVED, Approval.By.DIRECTORY, Optional.empty()));
    }

    /** It has come, and is published. */
    private void comes(TrustedFile file, String text) throws Exception {
        List<TrustedFile> published = new ArrayList<>();
        try (FileGroup group = shelf.group()) {
            group.add(file, shelf.destination(file), ByteBuffer.wrap(text.getBytes(UTF_8)));
            FileGroup.Listener listener = new FileGroup.Listener() {
                @Override
                public void published(TrustedFile one, Published done) {
                    shelf.placed(done);
                    published.add(one);
                }

                @Override
                public void failed(TrustedFile one, StorageException why) {
                    throw new AssertionError(why);
                }
            };
            group.publish(listener, () -> false);
        }
        assertThat(published).containsExactly(file);
        assertThat(shelf.isHere(file, new Cancellation())).isTrue();
    }

    @Test
    void itGetsItsNameAndTheTimeOfItsApproval() throws Exception {
        comes(first, "the first");

        assertThat(path).hasContent("the first");
        assertThat(Files.getLastModifiedTime(path).toInstant()).isEqualTo(APPROVED);
        assertThat(vault.contents()).isEmpty();
        assertThat(held.find(first)).isPresent();
    }

    @Test
    void whatTheOperatorHasPutThereMeanwhileStays() throws Exception {
        Files.writeString(path, "the operator's own");
        comes(first, "the first");

        assertThat(path).hasContent("the operator's own");
        assertThat(vault.contains(first)).isTrue();
        placement.placeAll(); // As the next start does, before it has looked at what lies there.
        assertThat(path).hasContent("the operator's own");
        Files.delete(path);
        placement.placeAll();
        assertThat(path).hasContent("the first");
    }

    @Test
    void whatRottedInTheVaultGetsNoName() throws Exception {
        approve(second, 2);
        comes(first, "the first");
        BitRot.flip(directory.path("vault").resolve(first.sha256().hex()), 3);
        TrustedFile copy = new TrustedFile(new FileName("b.txt"), first.size(), first.sha256());
        catalog.approve(copy, Pieces.uncut(copy), 1, new Approval(APPROVED, Approval.By.DIRECTORY, Optional.empty()));

        assertThatThrownBy(() -> placement.place(copy, Optional.empty()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("what is kept of it is damaged");
        placement.placeAll();
        assertThat(directory.files().resolve("b.txt")).doesNotExist();
        assertThat(vault.contains(copy)).as("it is fetched again").isFalse();
    }

    @Test
    void aNewerVersionThatIsApprovedMeanwhileKeepsTheName() throws Exception {
        meanwhile = () -> approve(second, 2);
        comes(first, "the first");

        assertThat(path).doesNotExist();
        assertThat(vault.contains(first)).isTrue();
        assertThat(held.find(first)).isEmpty();
    }

    @Test
    void bytesThatAnOlderVersionNeedsAreKeptForIt() throws Exception {
        approve(second, 2);
        comes(first, "the first");
        TrustedFile copy = new TrustedFile(new FileName("b.txt"), first.size(), first.sha256());
        catalog.approve(copy, Pieces.uncut(copy), 1, new Approval(APPROVED, Approval.By.DIRECTORY, Optional.empty()));
        comes(copy, "the first");

        assertThat(directory.files().resolve("b.txt")).hasContent("the first");
        assertThat(vault.contains(first)).isTrue();
    }
}
