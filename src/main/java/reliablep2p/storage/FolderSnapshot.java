package reliablep2p.storage;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import reliablep2p.model.FileName;

/**
 * What was found in the shared folder; immutable.
 *
 * @param files the files to share, sorted by name
 * @param skipped what can't be shared, for the operator; sorted, and equal at each scan that finds the same
 * @param growing whether there are files that were written to just now, and are left for a later scan
 */
public record FolderSnapshot(SortedMap<FileName, StoredFile> files, List<SkippedEntry> skipped, boolean growing) {
    /** Copies what it is given. */
    public FolderSnapshot {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        skipped = List.copyOf(skipped);
    }
}
