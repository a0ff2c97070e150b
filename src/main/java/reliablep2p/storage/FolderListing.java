package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;

/**
 * The regular files with good names that lie in a directory, one system call each; nothing is opened. Used by one
 * thread, once.
 */
final class FolderListing {
    private final Path directory;
    private final Predicate<FileName> accepted;
    private final Map<FileName, Stamp> files = new HashMap<>();
    private final Map<String, FileName> byFoldedName = new HashMap<>();
    private final List<SkippedEntry> skipped = new ArrayList<>();

    private FolderListing(Path directory, Predicate<FileName> accepted) {
        this.directory = directory;
        this.accepted = accepted;
    }

    /**
     * Lists a directory.
     *
     * @param accepted of two names that differ only in case, one for which this holds wins, else the first in order
     */
    static FolderListing read(Path directory, Predicate<FileName> accepted) throws IOException {
        FolderListing listing = new FolderListing(directory, accepted);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                listing.look(entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return listing;
    }

    /** The files, by name, in no order. */
    Map<FileName, Stamp> files() {
        return files;
    }

    /** What is not shared, in any order. */
    List<SkippedEntry> skipped() {
        return skipped;
    }

    private void look(Path entry) {
        String text = entry.getFileName().toString();
        if (text.startsWith(".")) {
            return;
        }
        try {
            FileName name = FileName.parse(text);
            if (!directory.resolve(text).equals(entry)) {
                // What isn't text in this locale's encoding was replaced by some mark.
                skip(text, "its name is no text in this system's encoding");
                return;
            }
            FileStatus status = FileStatus.of(entry);
            if (status.isRegular()) {
                add(name, status.stamp());
            } else {
                skip(text, "it is " + status.kind());
            }
        } catch (InvalidValueException e) {
            skip(text, "its name breaks a rule: " + e.getMessage());
        } catch (InvalidPathException e) {
            skip(text, "its name is no text in this system's encoding");
        } catch (NoSuchFileException vanished) {
            // Between the listing and the look: as if it had not been there.
        } catch (IOException e) {
            skip(text, DiskException.reason(e));
        }
    }

    private void add(FileName name, Stamp stamp) {
        FileName rival = byFoldedName.putIfAbsent(name.caseFolded(), name);
        if (rival == null) {
            files.put(name, stamp);
        } else if (wins(name, rival)) {
            byFoldedName.put(name.caseFolded(), name);
            files.remove(rival);
            files.put(name, stamp);
            skipRival(rival, name);
        } else {
            skipRival(name, rival);
        }
    }

    private boolean wins(FileName name, FileName rival) {
        boolean known = accepted.test(name);
        return known == accepted.test(rival) ? name.compareTo(rival) < 0 : known;
    }

    private void skipRival(FileName loser, FileName winner) {
        skip(loser.text(), "its name differs only in case from " + winner);
    }

    private void skip(String name, String reason) {
        skipped.add(new SkippedEntry(Printable.of(name), reason));
    }
}
