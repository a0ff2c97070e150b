package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class PartsLeftTest {
    private static final Duration LIFE = Duration.ofHours(5);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Sha256 CONTENT = Sha256.of(new byte[] {1});
    private static final PeerId ONLY = PeerId.ofCertificate(new byte[] {2});

    @TempDir
    Path parent;

    private PeerDirectory directory;
    private PartsLeft left;

    @BeforeEach
    void setUp() throws Exception {
        directory = PeerDirectory.open(parent.resolve("port_9001"), LIFE);
        left = new PartsLeft(directory);
    }

    @AfterEach
    void tearDown() {
        directory.close();
    }

    @Test
    void tellsHowMuchIsThereAndUntilWhen() throws Exception {
        log(CONTENT.hex() + ".part.have", 8);
        log(CONTENT.hex() + "-" + ONLY.hex() + ".part.have", 4);

        assertThat(left.list())
                .containsExactlyInAnyOrder(
                        new PartsLeft.Left(CONTENT, Optional.empty(), 2, TIME.plus(LIFE)),
                        new PartsLeft.Left(CONTENT, Optional.of(ONLY), 1, TIME.plus(LIFE)));
    }

    @Test
    void leavesOutWhatIsNone() throws Exception {
        log("other.part.have", 4);
        log(CONTENT.hex() + ".part", 4);
        Files.createDirectory(directory.parts().resolve(CONTENT.hex() + ".part.have"));
        assertThat(left.list()).isEmpty();
    }

    @Test
    void saysWhenItCannotBeRead() throws Exception {
        Files.delete(directory.parts());
        assertThatExceptionOfType(DiskException.class).isThrownBy(left::list);
    }

    @Test
    void throwsAwayAllOfOneFile() throws Exception {
        log(CONTENT.hex() + ".part.have", 8);
        log(CONTENT.hex() + ".part", 8);
        log(CONTENT.hex() + "-" + ONLY.hex() + ".part.have", 4);
        Sha256 other = Sha256.of(new byte[] {3});
        log(other.hex() + ".part.have", 4);

        assertThat(left.discard(CONTENT)).isTrue();
        assertThat(left.discard(CONTENT)).as("nothing is left of it").isFalse();

        assertThat(left.list()).extracting(PartsLeft.Left::content).containsExactly(other);
        assertThat(directory.claim(CONTENT)).as("it may be received now").isTrue();
    }

    @Test
    void throwsNothingAwayThatIsBeingReceived() throws Exception {
        TrustedFile file = TestFolder.trusted("a.txt", "x");
        try (PartFile part = TestPart.begin(directory, file)) {
            assertThat(left.discard(file.sha256())).isFalse();
            assertThat(TestPart.write(part, 0, new byte[] {'x'})).isTrue();
            part.publish(new Destination.Shared(file.name()));
        }
        assertThat(directory.files().resolve("a.txt")).hasContent("x");
    }

    private void log(String name, int length) throws Exception {
        Path log = Files.write(directory.parts().resolve(name), new byte[length]);
        Files.setLastModifiedTime(log, FileTime.from(TIME));
    }
}
