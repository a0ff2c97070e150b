package reliablep2p.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * The hashes of the pieces of the files that are here, or on their way, each list in a small file named by the hash of
 * the whole. What can't be read or was altered is as good as absent: it can be made anew from the bytes, or be asked for.
 * Lists of single pieces are not kept, because they say no more than the hash.
 *
 * <p>Thread-safe, as the file system is.
 */
public final class PieceLists {
    private static final Logger LOG = LoggerFactory.getLogger(PieceLists.class);

    private static final int MAX_BYTES = (Pieces.MAX_COUNT + 1) * PieceList.HASH_BYTES;

    private final PeerDirectory directory;

    /** The lists of this directory. */
    public PieceLists(PeerDirectory directory) {
        this.directory = directory;
    }

    /** The list of a file that is cut in this way, if it is here. */
    public Optional<PieceList> load(TrustedFile file, Pieces cut) {
        return load(file, cut.count(file.size())).filter(list -> list.hash().equals(cut.list()));
    }

    /** The list of a file of which only this program's own cut is known. */
    Optional<PieceList> loadOwn(TrustedFile file) {
        long size = Pieces.sizeFor(file.size());
        return load(file, file.size() == 0 ? 1 : (int) ((file.size() - 1) / size) + 1);
    }

    /** Keeps a list; a disk that fails costs time later, and nothing else. */
    public void save(Sha256 content, PieceList list) {
        if (list.count() == 1) {
            return;
        }
        Path unfinished = directory.pieces().resolve(UUID.randomUUID() + StateFiles.UNFINISHED);
        try {
            try (FileChannel channel = Disk.createPrivate(unfinished)) {
                byte[] hashes = list.toBytes();
                ByteBuffer bytes = ByteBuffer.allocate(hashes.length + PieceList.HASH_BYTES);
                bytes.put(hashes).put(list.hash().bytes()).flip();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.move(unfinished, path(content), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("the hashes of the pieces of {} could not be kept: {}", content, e.toString());
            discard(unfinished);
        }
    }

    /** Forgets the lists of files that are not wanted any more, and whatever else lies there. */
    public void keepOnly(Predicate<Sha256> wanted) {
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(directory.pieces())) {
            for (Path list : lists) {
                if (!isWanted(list, wanted)) {
                    discard(list);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} can't be read: {}", directory.pieces(), e.toString());
        }
    }

    private static boolean isWanted(Path list, Predicate<Sha256> wanted) {
        try {
            return wanted.test(Sha256.parse(list.getFileName().toString()));
        } catch (InvalidValueException e) {
            return false;
        }
    }

    private Optional<PieceList> load(TrustedFile file, int count) {
        if (count == 1) {
            return Optional.of(PieceList.single(file.sha256()));
        }
        try {
            Path path = path(file.sha256());
            Optional<FileStatus> found = FileStatus.find(path);
            if (found.isEmpty()
                    || !found.get().isRegular()
                    || found.get().stamp().size() > MAX_BYTES) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(path);
            int end = count * PieceList.HASH_BYTES;
            if (bytes.length != end + PieceList.HASH_BYTES) {
                return Optional.empty();
            }
            PieceList list = PieceList.of(Arrays.copyOf(bytes, end));
            boolean whole = Arrays.equals(list.hash().bytes(), Arrays.copyOfRange(bytes, end, bytes.length));
            return whole ? Optional.of(list) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("the hashes of the pieces of {} can't be read: {}", file.name(), e.toString());
            return Optional.empty();
        }
    }

    private Path path(Sha256 content) {
        return directory.pieces().resolve(content.hex());
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", file, e.toString());
        }
    }
}
