package reliablep2p.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** A peer's directory with its shared folder, a clock, and a hand to put files there. */
final class TestFolder implements AutoCloseable {
    static final Duration OLD = Duration.ofHours(1);

    final FakeClock clock = new FakeClock();
    final Path path;
    PeerDirectory directory;
    SharedFolder shared;

    TestFolder(Path path) throws StorageException {
        this.path = path;
        this.directory = PeerDirectory.open(path);
        this.shared = SharedFolder.open(directory, clock);
    }

    /** The catalog's entry for a file of that text. */
    static TrustedFile trusted(String name, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new TrustedFile(new FileName(name), bytes.length, Sha256.of(bytes));
    }

    /** Writes a file that has long stopped growing. */
    Path put(String name, String text) throws IOException {
        return put(name, text, OLD);
    }

    /** Writes a file that was written to so long ago. */
    Path put(String name, String text, Duration age) throws IOException {
        Path file = Files.writeString(path.resolve(name), text);
        return Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(age)));
    }

    /** The catalog entries of what a scan finds. */
    List<TrustedFile> scan() throws StorageException {
        return shared.scan().files().values().stream().map(StoredFile::file).toList();
    }

    /** The only file that a scan finds. */
    StoredFile scanOne() throws StorageException {
        return shared.scan().files().values().iterator().next();
    }

    /** Ends the peer and starts it again. */
    void restart() throws StorageException {
        close();
        directory = PeerDirectory.open(path);
        shared = SharedFolder.open(directory, clock);
    }

    @Override
    public void close() {
        shared.close();
        directory.close();
    }
}
