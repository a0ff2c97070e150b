package reliablep2p.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;

/** The file that keeps what a person types over restarts: for the owner's eyes, bounded, and never through a link. */
final class HistoryFile {
    private static final int ENTRIES = 1000;

    /** No thousand lines of a person come to this; whatever it is, reading it would delay the prompt. */
    private static final long MAX_SIZE = 8L * 1024 * 1024;

    private final Path path;

    HistoryFile(Path path) {
        this.path = path;
    }

    /** Has the reader load and keep its history here; without a usable file it has one for this run only. */
    void attachTo(LineReaderImpl reader) {
        reader.setVariable(LineReader.HISTORY_SIZE, ENTRIES);
        reader.setVariable(LineReader.HISTORY_FILE_SIZE, ENTRIES);
        if (isUsable() && !load(reader)) {
            discard(reader);
        }
    }

    /** False if the file is no history: a crash in the middle of a write, another program, a damaged disk. */
    private boolean load(LineReader reader) {
        // Attached before the file is named: attaching would load it too, and keep a failure to itself.
        reader.getHistory().attach(reader);
        reader.setVariable(LineReader.HISTORY_FILE, path);
        try {
            reader.getHistory().load();
            return true;
        } catch (IOException | RuntimeException damaged) {
            return false;
        }
    }

    private void discard(LineReader reader) {
        try {
            reader.getHistory().purge();
            create();
        } catch (IOException e) {
            reader.getVariables().remove(LineReader.HISTORY_FILE);
        }
    }

    private boolean isUsable() {
        try {
            create();
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            if (Files.size(path) > MAX_SIZE) {
                Files.delete(path);
                create();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void create() throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(path, mode);
        } catch (FileAlreadyExistsException e) {
            // Made by an earlier run.
        }
    }
}
