package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.TrustedFile;

/**
 * Small files that come in one after another and are made sure of on the disk together, which costs far less than each on
 * its own: the folder that holds their names is forced once. None counts as received before that.
 *
 * <p>Of one thread at a time; handing it to another is up to its owner.
 */
public final class FileGroup implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FileGroup.class);

    private final PeerDirectory directory;
    private final List<Written> written = new ArrayList<>();
    private long bytes;

    /** An empty group. */
    public FileGroup(PeerDirectory directory) {
        this.directory = directory;
    }

    private record Written(TrustedFile file, Destination destination, Path part, FileChannel channel) {}

    /** Is told of each file how it ended. */
    public interface Listener {
        /** It has its name, and will have it after a power cut. */
        void published(TrustedFile file, Published published);

        /** It could not be kept; nothing of it is left. */
        void failed(TrustedFile file, StorageException why);
    }

    /**
     * Writes a file.
     *
     * @param content all of its bytes, verified
     * @throws DiskException if the disk fails, or something is in the way
     * @throws StorageException if the same bytes are being received otherwise, or were: whoever goes on with them can
     */
    public void add(TrustedFile file, Destination destination, ByteBuffer content) throws StorageException {
        if (!directory.claim(file.sha256())) {
            throw new StorageException(file.name() + " is being received already. Wait for that to end.");
        }
        Path part = Leftover.path(directory, file.sha256(), Optional.empty());
        FileChannel channel = null;
        boolean added = false;
        try {
            Publication.check(directory, file, destination);
            channel = Disk.createShared(part);
            while (content.hasRemaining()) {
                channel.write(content);
            }
            written.add(new Written(file, destination, part, channel));
            bytes += file.size();
            added = true;
        } catch (FileAlreadyExistsException e) {
            throw new StorageException("an earlier transfer left something of " + file.name(), e);
        } catch (IOException e) {
            throw DiskException.writing(file.name(), directory.files(), e);
        } finally {
            if (!added) {
                if (channel != null) {
                    discard(part, channel);
                }
                directory.release(file.sha256());
            }
        }
    }

    /** How many files it has. */
    public int size() {
        return written.size();
    }

    /** How many bytes they have together. */
    public long bytes() {
        return bytes;
    }

    /**
     * Makes sure of all files on the disk and gives them their names. One that fails does not keep the others from theirs.
     * The group is empty afterwards.
     *
     * @param cancelled asked again and again while files are read that have a name already: whether to stop
     */
    public void publish(Listener listener, BooleanSupplier cancelled) {
        FileHasher.Progress progress = FileHasher.Progress.until(cancelled);
        List<Written> all = new ArrayList<>(written);
        written.clear();
        bytes = 0;
        Map<Path, Map<Written, Publication.Named>> byFolder = new LinkedHashMap<>();
        for (Written each : all) {
            try {
                Publication.Named named = name(each, progress);
                byFolder.computeIfAbsent(
                                Publication.folder(directory, each.destination()), folder -> new LinkedHashMap<>())
                        .put(each, named);
            } catch (StorageException e) {
                discard(each.part(), each.channel());
                directory.release(each.file().sha256());
                listener.failed(each.file(), e);
            }
        }
        byFolder.forEach((folder, named) -> makeSure(folder, named, listener));
    }

    private void makeSure(Path folder, Map<Written, Publication.Named> all, Listener listener) {
        try {
            Publication.force(folder, List.copyOf(all.values()));
            all.forEach((each, named) -> listener.published(each.file(), named.published()));
        } catch (IOException e) {
            all.keySet()
                    .forEach(each -> listener.failed(
                            each.file(), DiskException.writing(each.file().name(), directory.files(), e)));
        } finally {
            all.keySet().forEach(each -> directory.release(each.file().sha256()));
        }
    }

    /** Throws away what was not published. */
    @Override
    public void close() {
        for (Written each : written) {
            discard(each.part(), each.channel());
            directory.release(each.file().sha256());
        }
        written.clear();
    }

    private Publication.Named name(Written each, FileHasher.Progress progress) throws StorageException {
        try {
            return Publication.name(directory, each.part(), each.channel(), each.file(), each.destination(), progress);
        } catch (ClosedByInterruptException e) {
            throw new CancelledScanException();
        } catch (IOException e) {
            throw DiskException.writing(each.file().name(), directory.files(), e);
        }
    }

    private static void discard(Path part, FileChannel channel) {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.warn("{} could not be discarded: {}", part, e.toString());
        }
    }
}
