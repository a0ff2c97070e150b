package reliablep2p.node.scrub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport.Fault;
import reliablep2p.node.ScrubReport.Kind;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.ReadListener;
import reliablep2p.storage.StorageException;

/** One reading of all that is kept: what was read, and what was wrong. Used once, by one thread. */
final class ScrubRound {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubRound.class);

    private final Inventory inventory;
    private final Quarantine quarantine;
    private final List<Inventory.Kept> kept;
    private final ScrubListener listener;
    private final Consumer<NodeEvent> told;
    private final long size;
    private final List<Fault> faults = new ArrayList<>();
    private int files;
    private long bytes;
    private int failures;

    /**
     * Looks at what there is; nothing is read yet.
     *
     * @param told is told of each file that was put aside, at once
     */
    ScrubRound(Inventory inventory, Quarantine quarantine, ScrubListener listener, Consumer<NodeEvent> told) {
        this.inventory = inventory;
        this.quarantine = quarantine;
        this.kept = inventory.kept();
        this.listener = listener;
        this.told = told;
        this.size = kept.stream().mapToLong(one -> one.file().size()).sum();
    }

    int files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** What was wrong so far. */
    List<Fault> faults() {
        return faults;
    }

    /** Whether the disk did not allow what was to be done. */
    boolean failed() {
        return failures > 0;
    }

    /**
     * Reads everything. A disk that fails with one file does not keep the others from being read.
     *
     * @throws CancelledScanException if it was broken off
     */
    void readAll(ReadListener goesOn) throws CancelledScanException {
        for (Inventory.Kept one : kept) {
            read(one, goesOn);
        }
        List<TrustedFile> blocked = inventory.missing(this::wantBack);
        blocked.forEach(file -> faults.add(new Fault(file, Kind.MISSING, Optional.empty(), false)));
        LOG.info("scrubbed {} files, {} bytes, {} faults", files, bytes, faults.size());
    }

    private void read(Inventory.Kept one, ReadListener goesOn) throws CancelledScanException {
        TrustedFile file = one.file();
        FileCondition condition = one.inspect(more -> {
            bytes += more;
            listener.reading(file, bytes, size);
            return goesOn.read(more);
        });
        files++;
        if (condition == FileCondition.DAMAGED) {
            putAside(one);
        } else if (condition == FileCondition.UNREADABLE) {
            faults.add(new Fault(file, Kind.UNREADABLE, Optional.empty(), false));
        }
    }

    private void putAside(Inventory.Kept one) {
        try {
            Optional<Path> aside = quarantine.put(one);
            if (aside.isPresent()) {
                told.accept(new NodeEvent.FileDamaged(one.file(), aside.get()));
                faults.add(new Fault(one.file(), Kind.DAMAGED, aside, false));
            }
        } catch (StorageException e) {
            failures++;
            faults.add(new Fault(one.file(), Kind.DAMAGED, Optional.empty(), false));
        }
    }

    private void wantBack(List<TrustedFile> missing) {
        List<TrustedFile> lost = new ArrayList<>(missing);
        // Those were put aside a moment ago.
        lost.removeAll(faults.stream().map(Fault::file).collect(Collectors.toSet()));
        try {
            quarantine
                    .repairs()
                    .addAll(lost)
                    .forEach(file -> LOG.warn("{} is listed and not here; it is fetched again", file.name()));
        } catch (StorageException e) {
            failures++;
            LOG.error("{} files are missing, and that can't be kept", lost.size(), e);
        }
        lost.forEach(file -> faults.add(new Fault(file, Kind.MISSING, Optional.empty(), false)));
    }

    /** Tells of the files that were put aside to others than those who were told at once. */
    void tell(Consumer<NodeEvent> events) {
        for (Fault fault : faults) {
            fault.aside().ifPresent(aside -> events.accept(new NodeEvent.FileDamaged(fault.file(), aside)));
        }
    }
}
