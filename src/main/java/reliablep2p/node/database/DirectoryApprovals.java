package reliablep2p.node.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.FileName;
import reliablep2p.model.Pieces;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.scrub.FolderInventory;
import reliablep2p.node.scrub.Quarantine;
import reliablep2p.node.scrub.Repairs;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/**
 * The operator's own way to approve and to take back: copying files into the directory, and deleting them. Bytes that
 * were revoked are not approved again by lying there, and a file that is missing without having been deleted is wanted back.
 *
 * <p>Not thread-safe: called by the thread that starts the peer, then by the housekeeper.
 */
final class DirectoryApprovals implements JournalKeeper.DirectoryChanges {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryApprovals.class);
    private static final int MOST_NAMED = 10;

    private final JournalKeeper keeper;
    private final Catalog catalog;
    private final HeldFiles held;
    private final Absences absences;
    private final Repairs repairs;
    private final JournalKeeper.Placement placement;
    private final FolderInventory named;
    private final Quarantine quarantine;
    private final Consumer<NodeEvent> events;
    private Set<TrustedFile> seen = Set.of();
    private boolean first = true;
    private long lastHeld = -1;
    private long lastCatalog = -1;
    private long lastRepairs = -1;
    private String failure = "";
    private boolean unsettled;

    /**
     * Makes it.
     *
     * @param absences tells what was deleted
     * @param placement has what lies elsewhere than under its name
     * @param named what lies under its name
     * @param quarantine takes what is damaged
     */
    DirectoryApprovals(
            JournalKeeper keeper,
            Absences absences,
            JournalKeeper.Placement placement,
            FolderInventory named,
            Quarantine quarantine,
            Consumer<NodeEvent> events) {
        this.keeper = keeper;
        this.catalog = absences.catalog();
        this.held = absences.held();
        this.absences = absences;
        this.repairs = absences.repairs();
        this.placement = placement;
        this.named = named;
        this.quarantine = quarantine;
        this.events = events;
    }

    /** Brings the journal up to what lies in the directory. */
    void follow() throws StorageException {
        // Mostly nothing has happened, and a hundred thousand files need not be compared to see that.
        long heldNow = held.revision();
        long catalogNow = catalog.revision();
        long repairsNow = repairs.revision();
        if (heldNow == lastHeld && catalogNow == lastCatalog && repairsNow == lastRepairs) {
            return;
        }
        boolean changed = keeper.follow(this) > 0;
        lastHeld = heldNow;
        lastCatalog = changed || unsettled || !failure.isEmpty() ? -1 : catalogNow;
        lastRepairs = repairsNow;
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
            if (listed.isPresent() && named.folder().isSuspect(stored)) {
                putAside(listed.get(), stored);
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

    /** Nothing is remembered of it, and it differs from what is listed in its bytes alone: that is what a disk does. */
    private void putAside(TrustedFile listed, StoredFile stored) {
        try {
            Optional<Path> aside = quarantine.put(named.kept(listed, stored));
            aside.ifPresent(where -> {
                events.accept(new NodeEvent.FileDamaged(listed, where));
                events.accept(new NodeEvent.Warning(listed.name()
                        + " is as long as the file that is listed, and older, but has other bytes; nothing tells that"
                        + " anybody wrote to it, so it counts as damaged. If you meant it as a new version, take it from "
                        + where + ", touch it, and move it back."));
            });
        } catch (StorageException e) {
            LOG.debug("the quarantine has told of it, and tries again: {}", e.toString());
        }
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
        Absences.Found found = absences.find();
        unsettled = found.unsettled();
        if (!found.lost().isEmpty() || !repairs.isComplete()) {
            wantBack(found.lost());
        }
        return found.deleted().stream().map(TrustedFile::name).toList();
    }

    /** What can't be kept now is tried again at the next look; until then nothing that is missing counts as deleted. */
    private void wantBack(List<TrustedFile> lost) {
        try {
            List<TrustedFile> nowhere = new ArrayList<>();
            for (TrustedFile file : lost) {
                if (placement.isHere(file) && placement.isSound(file)) {
                    placement.place(file, Optional.empty());
                } else {
                    nowhere.add(file);
                }
            }
            List<TrustedFile> wanted = repairs.addAll(nowhere);
            if (new HashSet<>(repairs.pending()).containsAll(nowhere)) {
                repairs.complete();
            }
            failure = "";
            tell(wanted);
        } catch (StorageException e) {
            failed(e);
        }
    }

    private void failed(StorageException e) {
        String message = String.valueOf(e.getMessage());
        if (!message.equals(failure)) {
            failure = message;
            LOG.error("files are missing, and that can't be kept", e);
            events.accept(new NodeEvent.Warning("Files are missing, and that can't be kept: " + message));
        }
    }

    private void tell(List<TrustedFile> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        wanted.forEach(file -> LOG.warn("{} is listed and not here; it is fetched again", file.name()));
        String names = wanted.stream()
                .limit(MOST_NAMED)
                .map(file -> file.name().text())
                .collect(Collectors.joining(", "));
        events.accept(new NodeEvent.Warning((wanted.size() == 1
                        ? names + " is listed and missing here. "
                        : wanted.size() + " files are listed and missing here: " + names
                                + (wanted.size() > MOST_NAMED ? " and more. " : ". "))
                + "Nothing tells that you deleted it, so it is fetched again from a peer that has it; revoke takes it"
                + " back."));
    }
}
