package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file can't be written, or not under the name that it must have. */
public final class DiskException extends StorageException {
    private static final long serialVersionUID = 1L;

    /** With less than this free, a failed write is taken for a full disk whatever the system's words are. */
    private static final long FULL = 64 * 1024;

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};

    DiskException(String message) {
        super(message);
    }

    private DiskException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Says which file could not be written, and why.
     *
     * @param shown what the person calls the file
     * @param place an existing path on the same file system
     */
    static DiskException writing(Object shown, Path place, IOException cause) {
        if (isFull(place, cause)) {
            return new DiskException(
                    shown + " could not be written: the disk is full. Free some space and try again.", cause);
        }
        return new DiskException(
                shown + " could not be written: " + reason(cause) + ". Check the disk and the rights on " + place + ".",
                cause);
    }

    /** Says that a directory can't be a peer's, and why. */
    static DiskException using(Path directory, IOException cause) {
        String advice = isFull(directory, cause)
                ? "Free some space and try again."
                : "Give this user the right to read and write it, or name another directory.";
        return new DiskException(directory + " can't be used: " + reason(cause) + ". " + advice, cause);
    }

    /** Says that a file needs more room than there is. */
    static DiskException noRoom(Object shown, long needed, long free) {
        return new DiskException("There is no room for " + shown + ": " + amount(needed) + " needed, " + amount(free)
                + " free. Free some space and try again.");
    }

    /** Says that this process can't write such a name; an ASCII locale is what makes it so. */
    static DiskException unwritableName(Object shown, InvalidPathException cause) {
        return new DiskException(
                shown + " can't be written, because this locale's characters are only those of "
                        + System.getProperty("sun.jnu.encoding") + ". Start the program with LC_ALL=C.UTF-8.",
                cause);
    }

    /** A few words on why the system refused, without a path. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "it is gone";
        }
        String reason = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return reason == null ? "the system gives no reason" : reason.toLowerCase(Locale.ROOT);
    }

    private static boolean isFull(Path place, IOException cause) {
        String words = cause instanceof FileSystemException named ? named.getReason() : cause.getMessage();
        if (says(words, "No space left") || says(words, "quota")) {
            return true;
        }
        // In other languages than English the words are others.
        try {
            return Files.getFileStore(place).getUsableSpace() < FULL;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean says(@Nullable String words, String part) {
        return words != null && words.contains(part);
    }

    private static String amount(long bytes) {
        if (bytes < 1024) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        double amount = bytes / 1024.0;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
