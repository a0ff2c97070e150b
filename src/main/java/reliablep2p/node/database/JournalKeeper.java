package reliablep2p.node.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.PeerId;
import reliablep2p.model.Pieces;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.journal.FrozenJournal;
import reliablep2p.node.state.Catalog;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.JournalEntry;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.NetworkSigner;

/**
 * Writes the network's journal, the only one who does, and keeps its signature fresh.
 *
 * <p>Thread-safe. {@code deciding} makes one decision at a time, from looking at the catalog to the last step; it guards
 * {@code unplaced} and changes of {@code held}, and is held while the disk works. Nobody else's lock is held when it is taken.
 */
final class JournalKeeper implements Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);

    private static final int MOST_LOGGED = 10;

    private final ReentrantLock deciding = new ReentrantLock();
    /** Approved files that could not get their names, and the versions before them. */
    private final Map<TrustedFile, Optional<TrustedFile>> unplaced = new HashMap<>();

    private volatile boolean held;

    private final CatalogJournal journal;
    private final NetworkSigner signer;
    private final Catalog catalog;
    private final Placement placement;
    private final InstantSource clock;
    private final Duration life;
    private final Duration renewal;
    private final Telling told;

    /** Is told of new lines, or of none if only the signature is new; after they are on the disk. */
    interface Telling {
        /**
         * These lines were written.
         *
         * @param typed whether the operator typed what they say, and gets an answer to it
         */
        void wrote(List<JournalLine> lines, boolean typed);
    }

    /** Puts a file that was approved where its name says. */
    interface Placement {
        /** Whether its bytes are here, under its name or by their hash; they are not read. */
        boolean isHere(TrustedFile file);

        /** Reads what is kept by its hash; false, and from then on as if it were not here, if that has other bytes. */
        boolean isSound(TrustedFile file);

        /** Whether they are here under the file's own name. */
        boolean isNamed(TrustedFile file);

        /**
         * Makes files under their names survive a power cut: the journal must not list what the disk may still lose.
         *
         * @return those of which that is sure
         */
        List<TrustedFile> force(List<TrustedFile> files);

        /** How a file is cut that is here. */
        Pieces pieces(TrustedFile file) throws StorageException;

        /**
         * The bytes are kept by their hash, and get their name.
         *
         * @param older what had the name until now, and stays listed
         */
        void place(TrustedFile file, Optional<TrustedFile> older) throws StorageException;
    }

    /**
     * Makes it.
     *
     * @param life how long a signature holds
     * @param renewal how old it may get
     * @param told gets the new lines
     */
    JournalKeeper(
            CatalogJournal journal,
            NetworkSigner signer,
            Catalog catalog,
            Placement placement,
            InstantSource clock,
            Duration life,
            Duration renewal,
            Telling told) {
        this.journal = journal;
        this.signer = signer;
        this.catalog = catalog;
        this.placement = placement;
        this.clock = clock;
        this.life = life;
        this.renewal = renewal;
        this.told = told;
    }

    /** From now on nothing is decided; what is being decided is finished before. */
    void hold() {
        deciding.lock();
        try {
            held = true;
        } finally {
            deciding.unlock();
        }
    }

    /** Ends {@link #hold}. */
    void release() {
        held = false;
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    /** To be called under the lock. */
    private void requireOpen() throws HeldException {
        if (held) {
            throw new HeldException();
        }
    }

    @Override
    public FileVersion approve(TrustedFile file, Approval.By by, Optional<PeerId> sharer) throws StorageException {
        deciding.lock();
        try {
            Optional<FileVersion> before = catalog.current(file.name());
            if (before.isPresent() && before.get().file().equals(file)) {
                return before.get();
            }
            requireOpen(); // Before the bytes are touched.
            if (!placement.isHere(file)) {
                throw new StorageException(file.name() + " can't be approved: its bytes are not here any more.");
            }
            if (placement.isNamed(file) && placement.force(List.of(file)).isEmpty()) {
                throw new StorageException(file.name() + " can't be approved: the disk failed to keep it.");
            }
            int number = nextNumber(file.name());
            Pieces pieces = placement.pieces(file);
            write(List.of(new JournalEntry.Approved(file, pieces, number, by, sharer)), by == Approval.By.OPERATOR);
            place(file, before.map(FileVersion::file));
            return catalog.version(file.name(), number).orElseThrow();
        } finally {
            deciding.unlock();
        }
    }

    /** What is approved stays so if the disk fails now: it is served from where it is, and moved later. */
    private void place(TrustedFile file, Optional<TrustedFile> older) {
        try {
            placement.place(file, older);
        } catch (StorageException e) {
            LOG.error("{} is approved, and can't be put under its name yet", file.name(), e);
            unplaced.put(file, older);
        }
    }

    private void placeTheRest() throws StorageException {
        for (Map.Entry<TrustedFile, Optional<TrustedFile>> rest :
                Map.copyOf(unplaced).entrySet()) {
            placement.place(rest.getKey(), rest.getValue());
            unplaced.remove(rest.getKey());
        }
    }

    /**
     * Makes the catalog follow the directory, in one step: what to do is asked while nobody else decides.
     *
     * @return how many entries were written
     */
    int follow(DirectoryChanges changes) throws StorageException {
        deciding.lock();
        try {
            if (held) {
                return 0;
            }
            // Before what lies under their names is taken for the operator's wish.
            placeTheRest();
            List<JournalEntry> entries = new ArrayList<>();
            Map<FileName, Integer> numbers = new HashMap<>();
            for (TrustedFile file : forced(changes.come())) {
                Optional<Pieces> pieces = pieces(file);
                if (pieces.isEmpty()) {
                    continue;
                }
                int number = numbers.merge(file.name(), nextNumber(file.name()), (before, next) -> before + 1);
                entries.add(
                        new JournalEntry.Approved(file, pieces.get(), number, Approval.By.DIRECTORY, Optional.empty()));
            }
            for (FileName name : changes.gone()) {
                entries.add(new JournalEntry.Revoked(
                        name, OptionalInt.empty(), "deleted from the directory of the database peer"));
            }
            write(entries, false);
            return entries.size();
        } finally {
            deciding.unlock();
        }
    }

    private List<TrustedFile> forced(List<TrustedFile> files) {
        return files.isEmpty() ? files : placement.force(files);
    }

    /** What can't be read now is looked at again when it has changed. */
    private Optional<Pieces> pieces(TrustedFile file) {
        try {
            return Optional.of(placement.pieces(file));
        } catch (StorageException e) {
            LOG.warn("{} can't be approved: {}", file.name(), e.getMessage());
            return Optional.empty();
        }
    }

    /** What the directory says and the catalog does not; asked once, while nobody else decides. */
    interface DirectoryChanges {
        /** Files to be approved. */
        List<TrustedFile> come();

        /** Names of which the operator has deleted the file. */
        List<FileName> gone();
    }

    @Override
    public void revoke(FileName name, OptionalInt version, String why) throws StorageException {
        write(List.of(new JournalEntry.Revoked(name, version, why)), true);
    }

    @Override
    public void grant(PeerId peer, String note) throws StorageException {
        write(List.of(new JournalEntry.Granted(peer, note)), true);
    }

    @Override
    public void take(PeerId peer) throws StorageException {
        write(List.of(new JournalEntry.Taken(peer)), true);
    }

    @Override
    public void expel(PeerId peer, String why) throws StorageException {
        write(List.of(new JournalEntry.Expelled(peer, why)), true);
    }

    @Override
    public void readmit(PeerId peer) throws StorageException {
        write(List.of(new JournalEntry.Readmitted(peer)), true);
    }

    /**
     * What is listed at one moment.
     *
     * @param journal says so
     * @param current what each name means, with the time of its approval
     * @param listed every version of every file
     * @param offers what was not in the journal yet, and what its offerers have not been told
     */
    record Snapshot(
            FrozenJournal journal, Map<TrustedFile, Instant> current, List<TrustedFile> listed, List<Offer> offers) {}

    /** Does something while nobody decides. */
    void undisturbed(Runnable work) {
        deciding.lock();
        try {
            work.run();
        } finally {
            deciding.unlock();
        }
    }

    /** The same with {@link Rearrangement#arrange}. */
    int arrange(Rearrangement files) throws StorageException {
        deciding.lock();
        try {
            return files.arrange();
        } finally {
            deciding.unlock();
        }
    }

    /**
     * What is listed now, and what is offered, in one step: an offer that is approved is in the one or in the other, or in
     * both.
     *
     * @throws HeldException if the journal may go on at any moment
     */
    Snapshot snapshot(Supplier<List<Offer>> offers) throws HeldException {
        deciding.lock();
        try {
            requireOpen();
            Map<TrustedFile, Instant> current = new HashMap<>();
            for (TrustedFile file : catalog.files()) {
                catalog.current(file.name())
                        .ifPresent(version ->
                                current.put(version.file(), version.approval().when()));
            }
            return new Snapshot(journal.freeze(), Map.copyOf(current), catalog.listed(), offers.get());
        } finally {
            deciding.unlock();
        }
    }

    /** Signs again if the signature is old; to be called now and then. */
    void renew() throws StorageException {
        deciding.lock();
        try {
            if (held) {
                return; // It would sign an end that is none.
            }
            Instant now = clock.instant();
            Instant signed = journal.head().orElseThrow().issued();
            // A clock that was set back must not keep it from being renewed.
            if (Duration.between(signed, now).abs().compareTo(renewal) >= 0) {
                journal.append(signer, List.of(), now, life);
                told.wrote(List.of(), false);
            }
        } finally {
            deciding.unlock();
        }
    }

    private int nextNumber(FileName name) {
        List<FileVersion> all = catalog.versions(name);
        return all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
    }

    private void write(List<JournalEntry> entries, boolean typed) throws StorageException {
        if (entries.isEmpty()) {
            return;
        }
        deciding.lock();
        try {
            requireOpen();
            List<JournalLine> lines = journal.append(signer, entries, clock.instant(), life);
            if (lines.size() <= MOST_LOGGED) {
                lines.forEach(line -> LOG.info("journal {}: {}", line.number(), line.entry()));
            } else {
                LOG.info("journal: {} entries", lines.size());
            }
            told.wrote(lines, typed);
        } finally {
            deciding.unlock();
        }
    }
}
