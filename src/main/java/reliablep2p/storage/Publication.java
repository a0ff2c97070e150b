package reliablep2p.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;

/** The last steps of every file that comes in: it is made sure of on the disk and then gets its name. Stateless. */
final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private Publication() {}

    /**
     * Finds out, before anything is received, whether a file can go there.
     *
     * @throws DiskException if a link, a pipe or a directory has it, or no file can have it in this locale
     */
    static void check(PeerDirectory directory, TrustedFile file, Destination destination)
            throws IOException, DiskException {
        regularFileAt(target(directory, file, destination));
    }

    /**
     * Gives a verified part its name. A file of the user's that has it already is kept aside.
     *
     * @param channel the part's, open; it is closed
     * @param progress may stop the reading of a file that has the name; the part is then as good as before
     * @throws DiskException if the disk fails; the part is then not to be trusted, nor forced again, and nothing has the
     *     name that had it not before
     * @throws IOException if the thread is interrupted
     */
    static Published publish(
            PeerDirectory directory,
            Path part,
            FileChannel channel,
            TrustedFile file,
            Destination destination,
            FileHasher.Progress progress)
            throws IOException, StorageException {
        try {
            Named named = name(directory, part, channel, file, destination, progress);
            force(folder(directory, destination), List.of(named));
            return named.published();
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw DiskException.writing(file.name(), directory.files(), e);
        }
    }

    /**
     * What has a name that may not survive a power cut.
     *
     * @param path its name
     * @param isNew whether nothing had this name before; else that had the same bytes
     */
    record Named(Published published, Path path, boolean isNew) {}

    /**
     * The same, but for the last step: the name will survive a power cut only once {@link #folder} is forced, for which
     * others may be waited for.
     */
    static Named name(
            PeerDirectory directory,
            Path part,
            FileChannel channel,
            TrustedFile file,
            Destination destination,
            FileHasher.Progress progress)
            throws IOException, StorageException {
        channel.force(true);
        channel.close();
        Path target = target(directory, file, destination);
        // Before the move, after which somebody may write to it; moving does not change the stamp.
        Stamp stamp = FileStatus.of(part).stamp();
        if (destination instanceof Destination.Shared shared) {
            Optional<Path> replaced = moveAside(directory, target, file, progress);
            boolean isNew = !Files.exists(target);
            Disk.move(part, target);
            TrustedFile named = new TrustedFile(shared.name(), file.size(), file.sha256());
            return new Named(new Published(new StoredFile(named, stamp), replaced), target, isNew);
        }
        boolean isNew = !Files.exists(target);
        Disk.move(part, target);
        return new Named(new Published(new StoredFile(file, stamp), Optional.empty()), target, isNew);
    }

    /**
     * Makes sure of names in a folder. If the disk fails, they are taken back: what is found there later would count as
     * kept, though nobody could make sure of it.
     */
    static void force(Path folder, List<Named> all) throws IOException {
        boolean forced = false;
        try {
            Disk.force(folder);
            forced = true;
        } finally {
            if (!forced) {
                all.stream().filter(Named::isNew).forEach(named -> takeBack(named.path()));
            }
        }
    }

    private static void takeBack(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{} may not survive a power cut: {}", path, e.toString());
        }
    }

    /** The folder that holds the names of files that go there. */
    static Path folder(PeerDirectory directory, Destination destination) {
        return destination instanceof Destination.Shared ? directory.files() : directory.vault();
    }

    /** What is thrown if the thread is interrupted. */
    static InterruptedIOException interrupted(ClosedByInterruptException cause) {
        InterruptedIOException interrupted = new InterruptedIOException("receiving was interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static Path target(PeerDirectory directory, TrustedFile file, Destination destination)
            throws DiskException {
        if (!(destination instanceof Destination.Shared shared)) {
            return directory.vault().resolve(file.sha256().hex());
        }
        FileName name = shared.name();
        try {
            return directory.files().resolve(name.text());
        } catch (InvalidPathException e) {
            throw DiskException.unwritableName(name, e);
        }
    }

    private static Optional<Stamp> regularFileAt(Path target) throws IOException, DiskException {
        Optional<FileStatus> found = FileStatus.find(target);
        if (found.isPresent() && !found.get().isRegular()) {
            throw new DiskException(target + " is " + found.get().kind()
                    + ", so no file can be written there. Remove it and try again.");
        }
        return found.map(FileStatus::stamp);
    }

    /** Keeps a file aside that is in the way, unless it has the very bytes of the file that is to come. */
    static Optional<Path> moveAside(
            PeerDirectory directory, Path target, TrustedFile file, FileHasher.Progress progress)
            throws IOException, StorageException {
        Optional<Stamp> present = regularFileAt(target);
        if (present.isEmpty() || isSame(target, present.get(), file, progress)) {
            return Optional.empty();
        }
        Instant time = Instant.EPOCH.plusNanos(present.get().modifiedNanos());
        return Optional.of(Aside.keep(directory.replaced(), target, time));
    }

    private static boolean isSame(Path target, Stamp present, TrustedFile file, FileHasher.Progress progress)
            throws StorageException {
        try {
            return present.size() == file.size()
                    && FileHasher.hash(target, present, progress).equals(file.sha256());
        } catch (IOException unreadable) {
            return false;
        }
    }
}
