package reliablep2p.node.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reliablep2p.model.FileName;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.scrub.Repairs;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.SharedFolder;

/**
 * Tells the files that the operator has deleted from those that were lost: deleted is what this directory is remembered
 * to have had under its name, and nobody has put aside. Why, is said in docs/decisions/0016-what-counts-as-deleted.md.
 *
 * <p>Used under the lock of {@link JournalKeeper}, so that all see the same.
 *
 * @param held what was found in the directory
 * @param folder remembers what was there, and looks at the disk
 * @param repairs what was put aside
 */
record Absences(Catalog catalog, HeldFiles held, SharedFolder folder, Repairs repairs) {
    /**
     * What the catalog means and the directory does not have.
     *
     * @param deleted by the operator
     * @param lost all others under whose name there is nothing
     * @param blocked those under whose name there is something that is no file
     * @param unsettled whether some name is taken by what is not held; nothing tells when that goes
     */
    record Found(List<TrustedFile> deleted, List<TrustedFile> lost, List<TrustedFile> blocked, boolean unsettled) {}

    Found find() {
        List<TrustedFile> deleted = new ArrayList<>();
        List<TrustedFile> lost = new ArrayList<>();
        List<TrustedFile> blocked = new ArrayList<>();
        boolean unsettled = false;
        Set<FileName> awaited = awaited();
        for (TrustedFile file : catalog.files()) {
            if (held.find(file.name()).isPresent()) {
                continue;
            }
            if (!folder.isTaken(file.name())) {
                (repairs.isComplete() && folder.remembers(file) ? deleted : lost).add(file);
            } else {
                unsettled = true; // It is being written, or can't be read just now, or is no file.
                if (!folder.mayBeFile(file.name())) {
                    blocked.add(file);
                }
            }
        }
        // A scrub writes down what it puts aside before it does; one that did so meanwhile is in the second reading
        // only, and what was mended meanwhile in the first only.
        awaited.addAll(awaited());
        for (TrustedFile file : List.copyOf(deleted)) {
            if (awaited.contains(file.name())) {
                deleted.remove(file);
                lost.add(file);
            }
        }
        // What was put aside and mended between the two is in neither; but it has its name again.
        deleted.removeIf(file -> folder.isTaken(file.name()));
        return new Found(deleted, lost, blocked, unsettled);
    }

    private Set<FileName> awaited() {
        Set<FileName> names = new HashSet<>();
        repairs.pending().forEach(file -> names.add(file.name()));
        return names;
    }
}
