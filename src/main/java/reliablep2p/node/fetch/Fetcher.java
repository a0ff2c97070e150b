package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
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
     * @throws IOException if the person cancelled it
     * @throws StorageException if this peer's disk fails
     */
    public FetchOutcome get(FileName name, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        Optional<TrustedFile> listed = knowledge.catalog().find(name);
        if (listed.isEmpty()) {
            return new FetchOutcome.NotListed(name);
        }
        TrustedFile file = listed.get();
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
            return new FetchOutcome.NotListed(name);
        }
        Optional<Member> member = knowledge.peers().find(source);
        if (member.isEmpty()) {
            return new FetchOutcome.NoSuchMember(source);
        }
        return fetch(listed.get(), new SinglePlan(member.get()), listener, cancellation);
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
