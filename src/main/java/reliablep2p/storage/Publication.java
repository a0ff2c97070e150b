package reliablep2p.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;

/** The last steps of every file that comes in: it is made sure of on the disk and then gets its name. Stateless. */
final class Publication {
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
     * @throws DiskException if the disk fails; the part is then not to be trusted, nor forced again
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
            Published published = name(directory, part, channel, file, destination, progress);
            Disk.force(folder(directory, destination));
            return published;
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw DiskException.writing(file.name(), directory.files(), e);
        }
    }

    /**
     * The same, but for the last step: the name will survive a power cut only once {@link #folder} is forced, for which
     * others may be waited for.
     */
    static Published name(
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
            Disk.move(part, target);
            TrustedFile named = new TrustedFile(shared.name(), file.size(), file.sha256());
            return new Published(new StoredFile(named, stamp), replaced);
        }
        Disk.move(part, target);
        return new Published(new StoredFile(file, stamp), Optional.empty());
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
