package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Whose a directory is. What a file system does not know of users is anybody's. Stateless. */
final class Ownership {
    private static final String UNIX = "unix";
    private static final String USER = "unix:uid";

    private Ownership() {}

    /**
     * Makes sure that nobody but this user can write into a directory, and takes the rights of others away.
     *
     * @throws StorageException if it is another user's
     */
    static void require(Path directory) throws IOException, StorageException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
            return;
        }
        Path probe = Files.createTempFile(directory, "probe", StateFiles.UNFINISHED);
        try {
            if (!user(probe).equals(user(directory))) {
                throw new StorageException(directory + " belongs to another user ("
                        + Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).getName()
                        + "). Run this as that user, or name another directory with --dir.");
            }
        } finally {
            Files.delete(probe);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    private static Object user(Path path) throws IOException {
        return Files.getAttribute(path, USER, LinkOption.NOFOLLOW_LINKS);
    }
}
