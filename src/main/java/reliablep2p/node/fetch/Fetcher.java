package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.Revocation;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.StorageException;

/**
 * Gets files: {@code get} from whoever has them, {@code secure-get} from one member.
 *
 * <p>Thread-safe; a fetch runs in the thread that asks for it, and several run side by side unless they are for the
 * same bytes.
 */
public final class Fetcher {
    private final Downloads downloads;
    private final Member self;
    private final Knowledge knowledge;
    private final Receiver receiver;
    private final RandomGenerator random;

    /**
     * Makes a fetcher.
     *
     * @param atATime how many fetches may run side by side; others wait
     */
    public Fetcher(Member self, Knowledge knowledge, Receiver receiver, RandomGenerator random, int atATime) {
        this.self = self;
        this.downloads = new Downloads(atATime);
        this.knowledge = knowledge;
        this.receiver = receiver;
        this.random = random;
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
        SourcePlan plan = new LookupPlan(file.sha256(), knowledge.self(), knowledge.peers(), knowledge.book(), random);
        return fetch(file, plan, listener, cancellation);
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
        return fetch(listed.get(), new SinglePlan(member.get()), listener, cancellation);
    }

    /**
     * Takes a file that a member offers, from this member and from nobody else; it need not be in the catalog.
     *
     * @throws IOException if it was cancelled
     * @throws StorageException if this peer's disk fails
     */
    public FetchOutcome take(TrustedFile offered, Member source, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        return fetch(offered, new SinglePlan(source), listener, cancellation);
    }

    private FetchOutcome notListed(FileName name, Optional<Revocation> known) {
        return known.or(() -> knowledge.catalog().revocation(name))
                .<FetchOutcome>map(revocation -> new FetchOutcome.Revoked(name, revocation))
                .orElseGet(() -> new FetchOutcome.NotListed(name));
    }

    private FetchOutcome fetch(TrustedFile file, SourcePlan plan, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        try {
            return downloads.alone(
                    file.sha256(),
                    cancellation,
                    () -> receiver.isHere(file, cancellation)
                            ? new FetchOutcome.Present(file)
                            : new Lookup(file, plan, receiver, self, listener, cancellation).run());
        } catch (CancelledScanException e) {
            cancellation.check(); // Then it was the person's wish, and not the end of this peer.
            throw e;
        }
    }
}
