package reliablep2p.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;

/** Scans a directory and remembers, from one scan to the next, which files were growing. Used by one thread at a time. */
final class FolderScanner {
    private static final Logger LOG = LoggerFactory.getLogger(FolderScanner.class);

    /** A file that nobody has written to for this long has stopped growing. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** After this many bytes the hashes are saved in mid-scan: a first scan of many disks takes hours. */
    private static final long SAVE_AFTER = 16L << 30;

    private final Path directory;
    private final HashCache cache;
    private final ExpectedFiles expected;
    private final PieceLists lists;
    private final Clock clock;
    private final FileHasher.Progress progress;
    private Map<FileName, Stamp> growing = Map.of();
    private FolderSnapshot last = new FolderSnapshot(new TreeMap<>(), List.of(), false);
    private long unsaved;

    FolderScanner(
            Path directory,
            HashCache cache,
            ExpectedFiles expected,
            PieceLists lists,
            Clock clock,
            FileHasher.Progress progress) {
        this.directory = directory;
        this.cache = cache;
        this.expected = expected;
        this.lists = lists;
        this.clock = clock;
        this.progress = progress;
    }

    FolderSnapshot scan() throws StorageException {
        progress.hashed(0);
        Map<FileName, StoredFile> before = cache.snapshot();
        FolderListing listing = list(before);
        Map<FileName, StoredFile> found = new HashMap<>();
        SortedMap<FileName, Stamp> unknown = new TreeMap<>();
        listing.files().forEach((name, stamp) -> {
            if (!cache.isDistrusted(name, stamp)) {
                cache.find(name, stamp)
                        .ifPresentOrElse(
                                known -> found.put(known.file().name(), known), () -> unknown.put(name, stamp));
            }
        });
        List<SkippedEntry> skipped = new ArrayList<>(listing.skipped());
        hashTheQuiet(unknown, found, skipped);
        cache.forgetAllBut(listing.files().keySet(), expected::isExpected, before);
        return snapshot(found, skipped);
    }

    private void hashTheQuiet(
            SortedMap<FileName, Stamp> unknown, Map<FileName, StoredFile> found, List<SkippedEntry> skipped)
            throws CancelledScanException {
        Map<FileName, Stamp> stillGrowing = new HashMap<>();
        for (Map.Entry<FileName, Stamp> file : unknown.entrySet()) {
            FileName name = file.getKey();
            try {
                if (isQuiet(name, file.getValue())) {
                    found.put(name, hash(name, file.getValue()));
                } else {
                    stillGrowing.put(name, file.getValue());
                }
            } catch (ChangedFileException e) {
                stillGrowing.put(name, file.getValue());
            } catch (NoSuchFileException vanished) {
                LOG.debug("{} vanished", name);
            } catch (ClosedByInterruptException e) {
                throw new CancelledScanException();
            } catch (IOException e) {
                skipped.add(new SkippedEntry(name.text(), "it can't be read: " + DiskException.reason(e)));
            }
        }
        growing = stillGrowing;
    }

    /** Mostly nothing has changed, and then the last snapshot saves sorting a hundred thousand names. */
    private FolderSnapshot snapshot(Map<FileName, StoredFile> found, List<SkippedEntry> skipped) {
        Collections.sort(skipped);
        boolean isGrowing = !growing.isEmpty();
        if (last.growing() != isGrowing
                || !last.skipped().equals(skipped)
                || !last.files().equals(found)) {
            last = new FolderSnapshot(new TreeMap<>(found), skipped, isGrowing);
        }
        return last;
    }

    private FolderListing list(Map<FileName, StoredFile> known) throws StorageException {
        try {
            return FolderListing.read(directory, known::containsKey);
        } catch (IOException e) {
            throw new StorageException(
                    directory + " can't be read: " + DiskException.reason(e) + ". Check that it is still there.", e);
        }
    }

    private boolean isQuiet(FileName name, Stamp stamp) {
        if (stamp.equals(growing.get(name))) {
            return true;
        }
        Instant modified = Instant.EPOCH.plusNanos(stamp.modifiedNanos());
        return Duration.between(modified, clock.instant()).compareTo(QUIET) >= 0;
    }

    private StoredFile hash(FileName name, Stamp stamp) throws IOException, CancelledScanException {
        PieceDigest.Hashes hashes = FileHasher.pieces(directory.resolve(name.text()), stamp, progress);
        StoredFile stored = new StoredFile(new TrustedFile(name, stamp.size(), hashes.sha256()), stamp);
        lists.save(hashes.sha256(), hashes.pieces());
        if (!cache.isRewritten(name, stamp) && expected.isSuspect(stored)) {
            cache.suspect(stored);
        } else {
            cache.put(stored);
        }
        saveAfter(stamp.size());
        return stored;
    }

    private void saveAfter(long hashed) {
        unsaved += hashed;
        if (unsaved >= SAVE_AFTER) {
            cache.saveChanges();
            unsaved = 0;
        }
    }
}
