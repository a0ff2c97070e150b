package reliablep2p.node.database;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.OfferState;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.BackupReport;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.base.IdentityFile;
import reliablep2p.node.journal.JournalProof;
import reliablep2p.node.scrub.RepairLines;
import reliablep2p.node.scrub.Repairs;
import reliablep2p.node.serve.Stock;
import reliablep2p.storage.BackupDirectory;
import reliablep2p.storage.OpenFile;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.VerificationException;

/**
 * Copies the directory of the database peer while it works: the journal as it is at one moment, and every file that it
 * lists at that moment.
 *
 * <p>Thread-safe: {@code making} lets one copy at a time be made, by the thread that asks for it; who comes meanwhile is
 * told so.
 */
final class BackupMaker {
    private static final Logger LOG = LoggerFactory.getLogger(BackupMaker.class);

    private static final String NAME = "db";
    private static final Set<String> STATE = Set.of(IdentityFile.FILE, AdmittedPeers.FILE, Invitations.FILE);

    private final AtomicBoolean making = new AtomicBoolean();
    private final Foundation foundation;
    private final JournalKeeper keeper;
    private final OfferDesk offers;
    private final Stock stock;
    private final Repairs repairs;

    private static final Set<String> WRITTEN = Set.of(
            IdentityFile.FILE, JournalProof.JOURNAL, JournalProof.HEAD, OfferBook.FILE, RepairLines.FILE, OldCopy.MARK);

    /**
     * Makes it.
     *
     * @param offers what waits for a decision is copied, too
     * @param stock opens the files, wherever they lie
     * @param repairs what is not here now, and is to be fetched again by the copy as well
     */
    BackupMaker(Foundation foundation, JournalKeeper keeper, OfferDesk offers, Stock stock, Repairs repairs) {
        this.foundation = foundation;
        this.keeper = keeper;
        this.offers = offers;
        this.stock = stock;
        this.repairs = repairs;
    }

    /**
     * Makes a copy.
     *
     * @param parent where it is called {@value #NAME}
     * @throws IOException if it was cancelled
     * @throws StorageException if another copy is being made, there is one already, or the disk fails
     */
    BackupReport make(Path parent, ScrubListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        if (!making.compareAndSet(false, true)) {
            throw new StorageException("Another backup is being made; try again when it is done.");
        }
        try {
            return makeAlone(parent, listener, cancellation);
        } finally {
            making.set(false);
        }
    }

    private BackupReport makeAlone(Path parent, ScrubListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        long begun = System.nanoTime();
        JournalKeeper.Snapshot snapshot = keeper.snapshot(offers::kept);
        try (BackupDirectory copy = BackupDirectory.begin(parent, NAME, foundation.clock())) {
            copy.copyState(foundation.directory(), STATE);
            snapshot.journal().copyTo(copy.directory());
            Files files = new Files(snapshot, copy, listener, cancellation);
            files.copyOffers(); // First, because each may be rejected at any moment.
            files.copyListed();
            files.wishForTheRest();
            OldCopy.mark(copy.directory());
            return new BackupReport(
                    copy.finish(WRITTEN),
                    files.count,
                    files.bytes,
                    snapshot.journal().entries(),
                    files.left,
                    Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private final class Files {
        private final JournalKeeper.Snapshot snapshot;
        private final BackupDirectory copy;
        private final ScrubListener listener;
        private final Cancellation cancellation;
        private final List<TrustedFile> left = new ArrayList<>();
        private final long size;
        private int count;
        private long bytes;

        Files(
                JournalKeeper.Snapshot snapshot,
                BackupDirectory copy,
                ScrubListener listener,
                Cancellation cancellation) {
            this.snapshot = snapshot;
            this.copy = copy;
            this.listener = listener;
            this.cancellation = cancellation;
            this.size = Stream.concat(
                            snapshot.listed().stream(),
                            snapshot.offers().stream()
                                    .filter(offer -> offer.state() == OfferState.WAITING)
                                    .map(Offer::file))
                    .mapToLong(TrustedFile::size)
                    .sum();
        }

        /** An offer of which the bytes are gone, because it was rejected meanwhile, is not in the copy. */
        void copyOffers() throws IOException, StorageException {
            List<Offer> kept = new ArrayList<>();
            for (Offer offer : snapshot.offers()) {
                if (offer.state() != OfferState.WAITING || copy(offer.file(), Optional.empty())) {
                    kept.add(offer);
                } else if (offers.isWaiting(offer)) {
                    left.add(offer.file());
                }
            }
            copy.directory().write(OfferBook.FILE, OfferBook.toBytes(kept));
        }

        void copyListed() throws IOException, StorageException {
            for (TrustedFile file : snapshot.listed()) {
                if (!copy(file, Optional.ofNullable(snapshot.current().get(file)))) {
                    left.add(file);
                }
            }
        }

        /** What the copy lacks must not count as deleted when it is started: it is to be fetched again. */
        void wishForTheRest() throws StorageException {
            Set<TrustedFile> wishes = new LinkedHashSet<>(repairs.pending());
            wishes.addAll(left);
            wishes.retainAll(new HashSet<>(snapshot.listed())); // An offer can't be fetched again.
            copy.directory().write(RepairLines.FILE, RepairLines.toBytes(wishes));
        }

        /** False if it is not here, or damaged. */
        private boolean copy(TrustedFile file, Optional<Instant> approved) throws IOException, StorageException {
            Optional<OpenFile> open = stock.open(file);
            if (open.isEmpty()) {
                LOG.warn("{} is not here, and so not in the backup", file.name());
                return false;
            }
            try (OpenFile source = open.get();
                    InputStream in = new Counted(Channels.newInputStream(source.bytes()), file)) {
                copy.copy(file, approved, in);
                count++;
                return true;
            } catch (VerificationException e) {
                LOG.error("{} is damaged here, and not in the backup; scrub mends it", file.name());
                return false;
            }
        }

        private final class Counted extends FilterInputStream {
            private final TrustedFile file;

            Counted(InputStream in, TrustedFile file) {
                super(in);
                this.file = file;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                cancellation.check();
                int read = super.read(buffer, offset, length);
                bytes += Math.max(0, read);
                listener.reading(file, bytes, size);
                return read;
            }
        }
    }
}
