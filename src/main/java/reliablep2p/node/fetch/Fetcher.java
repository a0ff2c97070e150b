package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.Pieces;
import reliablep2p.model.Revocation;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.node.Download;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.PartsLeft;
import reliablep2p.storage.StorageException;

/**
 * Gets files: {@code get} from whoever has them, {@code secure-get} from one member.
 *
 * <p>Thread-safe; a fetch runs in the thread that asks for it, and several run side by side unless they are for the
 * same bytes.
 */
public final class Fetcher {
    private final Downloads downloads;
    private final Knowledge knowledge;
    private final FetchContext context;
    private final PartsLeft left;
    private final Underway underway = new Underway();

    /**
     * Makes a fetcher.
     *
     * @param left what earlier fetches left
     * @param atATime how many fetches may run side by side; others wait
     */
    public Fetcher(FetchContext context, PartsLeft left, int atATime) {
        this.left = left;
        this.downloads = new Downloads(atATime);
        this.knowledge = context.knowledge();
        this.context = context;
    }

    /**
     * Gets a file from whoever has it, the database peer last.
     *
     * @param version which one; empty for what the name means now
     * @throws IOException if the person cancelled it
     * @throws StorageException if this peer's disk fails
     */
    public FetchOutcome get(FileName name, OptionalInt version, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        Optional<FileVersion> wanted = version.isPresent()
                ? knowledge.catalog().version(name, version.getAsInt())
                : knowledge.catalog().current(name);
        if (wanted.isEmpty() || !wanted.get().isListed()) {
            return notListed(name, wanted.flatMap(FileVersion::revocation));
        }
        TrustedFile file = wanted.get().file();
        return fetch(file, proved(file), plan(file), listener, cancellation);
    }

    /**
     * Gets a file from the member that listens there, and from nobody else.
     *
     * @throws IOException if the person cancelled it
     * @throws StorageException if this peer's disk fails
     */
    public FetchOutcome getFrom(Address source, FileName name, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        Optional<TrustedFile> listed = knowledge.catalog().find(name);
        if (listed.isEmpty()) {
            return notListed(name, Optional.empty());
        }
        Optional<Member> member = knowledge.peers().find(source);
        if (member.isEmpty()) {
            return new FetchOutcome.NoSuchMember(source);
        }
        return fetch(listed.get(), proved(listed.get()), new SinglePlan(member.get()), listener, cancellation);
    }

    /**
     * Takes a file that a member offers, from this member and from nobody else; it need not be in the catalog.
     *
     * @throws IOException if it was cancelled
     * @throws StorageException if this peer's disk fails
     */
    public FetchOutcome take(TrustedFile offered, Member source, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        return fetch(offered, Optional.empty(), new SinglePlan(source), listener, cancellation);
    }

    /**
     * Gets a listed file, of whatever version, that was here and should be here.
     *
     * @throws IOException if it was cancelled
     * @throws StorageException if this peer's disk fails
     */
    public FetchOutcome restore(TrustedFile file, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        return fetch(file, proved(file), plan(file), listener, cancellation);
    }

    /**
     * Gets as many of these files as it can together, which is far faster than one by one: small ones of the catalog, and
     * only if there are enough of them. What it does not get is to be got one by one.
     *
     * @throws IOException if the thread is interrupted
     */
    public void getTogether(
            Collection<TrustedFile> files, Consumer<FetchOutcome.Fetched> fetched, Cancellation cancellation)
            throws IOException {
        List<TrustedFile> small = files.stream()
                .filter(file -> Batch.suits(file, knowledge.catalog().pieces(file))
                        && context.shelf().wants(file))
                .toList();
        if (small.size() >= Batch.MIN_FILES) {
            new Batch(context, fetched, cancellation).get(small);
        }
    }

    private FetchOutcome notListed(FileName name, Optional<Revocation> known) {
        return known.or(() -> knowledge.catalog().revocation(name))
                .<FetchOutcome>map(revocation -> new FetchOutcome.Revoked(name, revocation))
                .orElseGet(() -> new FetchOutcome.NotListed(name));
    }

    private SourcePlan plan(TrustedFile file) {
        return new LookupPlan(file.sha256(), knowledge.self(), knowledge.peers(), knowledge.book(), context.random());
    }

    private Optional<Pieces> proved(TrustedFile file) {
        return Optional.of(knowledge.catalog().pieces(file));
    }

    private FetchOutcome fetch(
            TrustedFile file,
            Optional<Pieces> proved,
            SourcePlan plan,
            FetchListener listener,
            Cancellation cancellation)
            throws IOException, StorageException {
        try (Underway.Fetch run = underway.begin(file, cancellation)) {
            Cancellation stopping = run.stopping();
            try {
                return downloads.alone(
                        file.sha256(),
                        stopping,
                        () -> context.shelf().isHere(file, stopping)
                                ? new FetchOutcome.Present(file)
                                : new Lookup(run, proved, plan, context, listener).run());
            } catch (CancelledException | CancelledScanException e) {
                cancellation.check(); // Then it was the wish of whoever began it.
                Optional<Underway.Stop> why = run.stop();
                if (why.isPresent()) {
                    boolean dropped = why.get() == Underway.Stop.DROP;
                    if (dropped) {
                        left.discard(file.sha256());
                    }
                    return new FetchOutcome.Stopped(file, dropped ? 0 : run.received(), dropped);
                }
                throw e;
            }
        }
    }

    /** The files that are being fetched, and those of which an earlier fetch left something, sorted by name. */
    public List<Download> downloads() throws StorageException {
        List<Download> all = new ArrayList<>();
        Set<Sha256> running = new HashSet<>();
        for (Underway.Fetch fetch : underway.running()) {
            running.add(fetch.file().sha256());
            all.add(new Download(
                    fetch.file(), fetch.received(), Download.State.RUNNING, Optional.empty(), Optional.empty()));
        }
        for (PartsLeft.Left part : left.list()) {
            if (!running.contains(part.content())) {
                knowledge.catalog().find(part.content()).ifPresent(file -> all.add(unfinished(file, part)));
            }
        }
        all.sort(Comparator.comparing(download -> download.file().name()));
        return all;
    }

    /**
     * Stops the fetch of a file; what came of it is kept.
     *
     * @return false if none runs
     */
    public boolean pause(TrustedFile file) {
        return underway.stop(file.sha256(), Underway.Stop.PAUSE);
    }

    /**
     * Stops the fetch of a file, if one runs, and throws away what came.
     *
     * @return false if there was nothing
     */
    public boolean drop(TrustedFile file) {
        return underway.stop(file.sha256(), Underway.Stop.DROP) || left.discard(file.sha256());
    }

    private Download unfinished(TrustedFile file, PartsLeft.Left part) {
        long bytes = Math.min(
                file.size(), part.pieces() * knowledge.catalog().pieces(file).pieceSize());
        Download.State state = underway.isPaused(file.sha256()) ? Download.State.PAUSED : Download.State.UNFINISHED;
        return new Download(file, bytes, state, part.only(), Optional.of(part.expires()));
    }
}
