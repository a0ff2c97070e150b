package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Puts files aside, each into a folder of its own, because its name may be as long as a name can be already. */
final class Aside {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_SAME_SECOND = 1_000;

    private Aside() {}

    /**
     * Puts a file aside; its new place survives a power cut before this returns.
     *
     * @param root the folder in which its folder is made
     * @param time what that is named by
     * @return where it is now
     */
    static Path keep(Path root, Path file, Instant time) throws IOException {
        Path folder = unusedFolder(root, DAY_AND_TIME.format(time));
        Path aside = folder.resolve(file.getFileName());
        Disk.publish(file, folder, aside);
        // The old file's new place must survive a power cut at which its old place is another's.
        Disk.force(root);
        return aside;
    }

    private static Path unusedFolder(Path root, String time) throws IOException {
        for (int i = 1; i < MAX_SAME_SECOND; i++) {
            Path folder = root.resolve(i == 1 ? time : time + "-" + i);
            try {
                Disk.createDirectory(folder);
                return folder;
            } catch (FileAlreadyExistsException taken) {
                // Another file of the same second lies there.
            }
        }
        throw new IOException("too many files were put aside already");
    }
}
