package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/** What unfinished transfers left in a directory. Thread-safe as the file system is. */
public final class PartsLeft {
    private static final Pattern LOG = Pattern.compile("([0-9a-f]{64})(?:-([0-9a-f]{64}))?\\.part\\.have");

    private final PeerDirectory directory;

    /** Of this directory. */
    public PartsLeft(PeerDirectory directory) {
        this.directory = directory;
    }

    /**
     * Of one file.
     *
     * @param content what it is to become
     * @param only the one peer whose bytes will do
     * @param pieces how many were verified
     * @param expires when it is thrown away
     */
    public record Left(Sha256 content, Optional<PeerId> only, int pieces, Instant expires) {}

    /**
     * All of them, in no order.
     *
     * @throws StorageException if the directory can't be read
     */
    public List<Left> list() throws StorageException {
        List<Left> left = new ArrayList<>();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory.parts(), "*.have")) {
            for (Path log : logs) {
                Matcher name = LOG.matcher(log.getFileName().toString());
                Optional<FileStatus> status = FileStatus.find(log);
                if (name.matches() && status.isPresent() && status.get().isRegular()) {
                    left.add(of(name, status.get().stamp(), directory.partsLife()));
                }
            }
            return left;
        } catch (IOException e) {
            throw DiskException.using(directory.parts(), e);
        }
    }

    /**
     * Throws away what is there of a file that is not being received just now.
     *
     * @return whether there was anything
     */
    public boolean discard(Sha256 content) {
        if (!directory.claim(content)) {
            return false;
        }
        try {
            return Leftover.discardAll(directory, content);
        } finally {
            directory.release(content);
        }
    }

    private static Left of(Matcher name, Stamp stamp, Duration life) {
        Instant modified = Instant.EPOCH.plusNanos(stamp.modifiedNanos());
        return new Left(
                new Sha256(name.group(1)),
                Optional.ofNullable(name.group(2)).map(PeerId::new),
                (int) (stamp.size() / Integer.BYTES),
                modified.plus(life));
    }
}
