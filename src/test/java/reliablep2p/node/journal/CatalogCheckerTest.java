package reliablep2p.node.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.PeerId;
import reliablep2p.model.SignedText;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.node.CatalogCheck;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.HeadFile;
import reliablep2p.trust.journal.TestCatalog;

class CatalogCheckerTest {
    private final Instant now = Instant.now();

    private final TestCatalog network = new TestCatalog().addFiles(600);
    private final String text = new String(network.bytes(), UTF_8);

    @TempDir
    private Path directory;

    @Test
    void provesACopy() throws Exception {
        write(network.bytes(), network.headFile());
        assertThat(check(Optional.of(network.network()))).isInstanceOfSatisfying(CatalogCheck.Proved.class, proved -> {
            assertThat(proved.network()).isEqualTo(network.network());
            assertThat(proved.entries()).isEqualTo(600);
            assertThat(proved.known()).isTrue();
            assertThat(proved.expired()).isFalse();
        });
        assertThat(check(Optional.empty()))
                .isInstanceOfSatisfying(
                        CatalogCheck.Proved.class,
                        proved -> assertThat(proved.known()).isFalse());
        assertThat(check(Optional.of(new TestCatalog().network())))
                .isInstanceOfSatisfying(
                        CatalogCheck.Proved.class,
                        proved -> assertThat(proved.known()).isFalse());
    }

    @Test
    void provesAnEmptyOneAndOneWhoseSignatureHasEnded() throws Exception {
        TestCatalog empty = new TestCatalog();
        write(empty.bytes(), empty.headFile());
        assertThat(check(Optional.empty())).isInstanceOf(CatalogCheck.Proved.class);
        SignedText old = network.head(now.minus(Duration.ofDays(8)), Duration.ofDays(7));
        write(network.bytes(), new HeadFile(old, network.key()).toBytes());
        assertThat(check(Optional.empty()))
                .isInstanceOfSatisfying(
                        CatalogCheck.Proved.class,
                        proved -> assertThat(proved.expired()).isTrue());
    }

    @Test
    void namesTheFirstBadLine() throws Exception {
        expectBroken(text.replace("file300.txt", "evil300.txt"), 302);
        expectBroken(text.replace("file599.txt", "evil599.txt"), 600);
        expectBroken(text.replace("\"number\":17,", "\"number\":18,"), 17);
        expectBroken(text.substring(0, text.length() - 1), 600);
        expectBroken(text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1), 600);
        expectBroken("", 1);
        expectBroken("\u0000".repeat(10_000), 1);
    }

    @Test
    void namesTheFirstLineThatNobodySigned() throws Exception {
        byte[] head = network.headFile();
        network.addFiles(1);
        write(network.bytes(), head);
        expectBroken(601);
        network.addFiles(300);
        write(network.bytes(), head);
        expectBroken(601);
        write((text + "x").getBytes(UTF_8), head);
        expectBroken(601);
    }

    @Test
    void aHeadThatProvesNothingIsNamed() throws Exception {
        byte[] head = network.headFile();
        write(network.bytes(), Arrays.copyOf(head, 100));
        expectBroken(0);
        write(network.bytes(), new HeadFile(new TestCatalog().head(), network.key()).toBytes());
        expectBroken(0);
        TestCatalog other = new TestCatalog();
        write(network.bytes(), other.headFile());
        expectBroken(1);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        write(network.bytes(), network.headFile());
        Files.delete(directory.resolve("copy-head.json"));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> check(Optional.empty()))
                .withMessageContaining("copy-head.json");
        write(network.bytes(), network.headFile());
        Files.delete(directory.resolve("copy.jsonl"));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> check(Optional.empty()))
                .withMessageContaining("copy.jsonl");
    }

    @Test
    void canBeCancelled() throws Exception {
        TestCatalog large = new TestCatalog().addFiles(1_100);
        write(large.bytes(), large.headFile());
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(
                        () -> CatalogChecker.check(directory.resolve("copy.jsonl"), Optional.empty(), now, cancelled));
    }

    private void write(byte[] journal, byte[] head) throws Exception {
        Files.write(directory.resolve("copy.jsonl"), journal);
        Files.write(directory.resolve("copy-head.json"), head);
    }

    private CatalogCheck check(Optional<PeerId> known) throws Exception {
        return CatalogChecker.check(directory.resolve("copy.jsonl"), known, now, new Cancellation());
    }

    private void expectBroken(String changed, long line) throws Exception {
        assertThat(changed).isNotEqualTo(text);
        write(changed.getBytes(UTF_8), network.headFile());
        expectBroken(line);
    }

    private void expectBroken(long line) throws Exception {
        assertThat(check(Optional.empty()))
                .isInstanceOfSatisfying(
                        CatalogCheck.Broken.class,
                        broken -> assertThat(broken.line()).isEqualTo(line));
    }
}
