package reliablep2p.node.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import reliablep2p.model.FileName;
import reliablep2p.model.Pieces;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/**
 * The operator's own way to approve and to take back: copying files into the directory, and deleting them. Bytes that
 * were revoked are not approved again by lying there.
 *
 * <p>Not thread-safe: called by the thread that starts the peer, then by the housekeeper.
 */
final class DirectoryApprovals implements JournalKeeper.DirectoryChanges {
    private final JournalKeeper keeper;
    private final Catalog catalog;
    private final HeldFiles held;
    private final Predicate<FileName> isThere;
    private final Consumer<NodeEvent> events;
    private Set<TrustedFile> seen = Set.of();
    private boolean first = true;
    private long lastHeld = -1;
    private long lastCatalog = -1;

    /**
     * Makes it.
     *
     * @param isThere whether anything at all has this name on the disk: a file that is being written, or can't be read
     *     just now, is not deleted
     */
    DirectoryApprovals(
            JournalKeeper keeper,
            Catalog catalog,
            HeldFiles held,
            Predicate<FileName> isThere,
            Consumer<NodeEvent> events) {
        this.keeper = keeper;
        this.catalog = catalog;
        this.held = held;
        this.isThere = isThere;
        this.events = events;
    }

    /** Brings the journal up to what lies in the directory. */
    void follow() throws StorageException {
        // Mostly nothing has happened, and a hundred thousand files need not be compared to see that.
        long heldNow = held.revision();
        long catalogNow = catalog.revision();
        if (heldNow == lastHeld && catalogNow == lastCatalog) {
            return;
        }
        boolean changed = keeper.follow(this) > 0;
        lastHeld = heldNow;
        lastCatalog = changed ? -1 : catalogNow;
    }

    @Override
    public List<TrustedFile> come() {
        List<TrustedFile> come = new ArrayList<>();
        Set<TrustedFile> now = new HashSet<>();
        for (StoredFile stored : held.files()) {
            TrustedFile file = stored.file();
            now.add(file);
            Optional<TrustedFile> listed = catalog.find(file.name());
            if (listed.isPresent() && listed.get().equals(file)) {
                continue;
            }
            String fault = fault(file);
            if (fault.isEmpty()) {
                come.add(file);
            } else if (!first && !seen.contains(file)) {
                events.accept(new NodeEvent.FileSkipped(file.name().text(), fault));
            }
        }
        seen = now;
        first = false;
        return come;
    }

    private String fault(TrustedFile file) {
        if (file.size() > Pieces.MAX_FILE) {
            return "it is larger than a file can be, " + (Pieces.MAX_FILE >> 30) + " GiB";
        }
        if (catalog.versions(file.name()).stream()
                .anyMatch(version ->
                        !version.isListed() && version.file().sha256().equals(file.sha256()))) {
            return "it was revoked; approve brings it back";
        }
        return catalog.clash(file.name())
                .map(other -> "its name differs from that of " + other + " only in case")
                .orElse("");
    }

    @Override
    public List<FileName> gone() {
        return catalog.files().stream()
                .map(TrustedFile::name)
                .filter(name -> held.find(name).isEmpty() && !isThere.test(name))
                .toList();
    }
}
