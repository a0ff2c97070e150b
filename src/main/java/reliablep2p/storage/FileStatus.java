package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What lies at a path, found out with one system call that follows no link and opens nothing.
 *
 * @param kind what it is
 * @param stamp its size, time and number
 */
record FileStatus(Kind kind, Stamp stamp) {
    /** The time and the number in one call; a plain file key holds the device too, which may change at a reboot. */
    private static final String UNIX = "unix:isRegularFile,isDirectory,isSymbolicLink,size,lastModifiedTime,ino";

    private static final boolean HAS_UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /** What can lie at a path. */
    enum Kind {
        REGULAR("a regular file"),
        DIRECTORY("a directory"),
        LINK("a symbolic link"),
        SPECIAL("a pipe, socket or device");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Looks at a path.
     *
     * @throws NoSuchFileException if nothing is there
     */
    static FileStatus of(Path path) throws IOException {
        if (!HAS_UNIX) {
            return portable(path);
        }
        Map<String, Object> found = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
        Kind kind = kind(is(found, "isRegularFile"), is(found, "isDirectory"), is(found, "isSymbolicLink"));
        long size = (Long) value(found, "size");
        FileTime modified = (FileTime) value(found, "lastModifiedTime");
        long inode = (Long) value(found, "ino");
        return new FileStatus(kind, stamp(size, modified, inode));
    }

    /** Looks at a path where there may be nothing. */
    static Optional<FileStatus> find(Path path) throws IOException {
        try {
            return Optional.of(of(path));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    boolean isRegular() {
        return kind == Kind.REGULAR;
    }

    private static FileStatus portable(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Kind kind = kind(found.isRegularFile(), found.isDirectory(), found.isSymbolicLink());
        return new FileStatus(kind, stamp(found.size(), found.lastModifiedTime(), 0));
    }

    private static Stamp stamp(long size, FileTime modified, long inode) {
        return new Stamp(size, modified.to(TimeUnit.NANOSECONDS), inode);
    }

    private static Object value(Map<String, Object> found, String attribute) {
        return Objects.requireNonNull(found.get(attribute));
    }

    private static boolean is(Map<String, Object> found, String attribute) {
        return Boolean.TRUE.equals(found.get(attribute));
    }

    private static Kind kind(boolean regular, boolean directory, boolean link) {
        if (regular) {
            return Kind.REGULAR;
        }
        if (directory) {
            return Kind.DIRECTORY;
        }
        return link ? Kind.LINK : Kind.SPECIAL;
    }
}
