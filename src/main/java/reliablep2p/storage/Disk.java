package reliablep2p.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The few ways in which this package opens, makes and moves files: no link followed. */
final class Disk {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private Disk() {}

    /** Opens a file for reading; look at its status first, because opening a pipe blocks. */
    static FileChannel read(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** Opens a file for reading and for writing; look at its status first. */
    static FileChannel update(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    /** Makes a file of the peer's own that is not there yet, mode 0600, and opens it for writing. */
    static FileChannel createPrivate(Path file) throws IOException {
        return create(file, "rw-------");
    }

    /** Makes a file to be shared that is not there yet, with the rights that the user's umask leaves, to be written. */
    static FileChannel createShared(Path file) throws IOException {
        return create(file, "rw-rw-rw-");
    }

    private static FileChannel create(Path file, String permissions) throws IOException {
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE_NEW,
                        LinkOption.NOFOLLOW_LINKS),
                mode(permissions));
    }

    /** Makes a directory, mode 0700. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, mode("rwx------"));
    }

    /** Gives a file its final name at one stroke, and makes that survive a power cut. The folder is the one of the name. */
    static void publish(Path from, Path folder, Path to) throws IOException {
        move(from, to);
        force(folder);
    }

    /** Gives a file another name at one stroke, which a power cut may undo. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the entries of a directory survive a power cut. */
    static void force(Path directory) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** The attribute that gives a new file these rights, where the file system has such. */
    static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
