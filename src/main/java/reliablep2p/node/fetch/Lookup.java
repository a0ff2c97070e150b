package reliablep2p.node.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.FetchOutcome.Refusal;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.StorageException;

/**
 * One file's way through the peers that a plan names, each asked at most once; each goes on where the one before, or an
 * earlier lookup with the same choice of senders, stopped. Used by one thread, once.
 */
final class Lookup {
    private final TrustedFile file;
    private final SourcePlan plan;
    private final Receiver receiver;
    private final Member self;
    private final FetchListener listener;
    private final Cancellation cancellation;

    private final Set<PeerId> asked = new HashSet<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private boolean wrongBytes;

    Lookup(
            TrustedFile file,
            SourcePlan plan,
            Receiver receiver,
            Member self,
            FetchListener listener,
            Cancellation cancellation) {
        this.file = file;
        this.plan = plan;
        this.receiver = receiver;
        this.self = self;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    FetchOutcome run() throws IOException, StorageException {
        try (PartFile part = receiver.begin(file, plan.only(), cancellation)) {
            long begun = System.nanoTime();
            Optional<Reply.Got> whole = receiver.finish(file, part);
            return whole.isPresent() ? fetched(whole.get(), self, part, begun) : askAll(part, begun);
        }
    }

    private FetchOutcome askAll(PartFile part, long begun) throws IOException, StorageException {
        try {
            Optional<Member> source = plan.next(asked);
            while (source.isPresent()) {
                cancellation.check();
                Optional<FetchOutcome> outcome = ask(source.get(), part, begun);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                if (!receiver.wants(file)) {
                    return receiver.revoked(file);
                }
                source = plan.next(asked);
            }
            return wrongBytes
                    ? new FetchOutcome.WrongBytes(file, asked.size(), List.copyOf(refusals))
                    : new FetchOutcome.NobodyHasIt(file, asked.size(), List.copyOf(refusals));
        } finally {
            receiver.lookedUp(asked.size());
        }
    }

    private Optional<FetchOutcome> ask(Member source, PartFile part, long begun) throws IOException, StorageException {
        asked.add(source.id());
        listener.asking(file, source, asked.size());
        Reply reply = receiver.ask(source, file, part, listener, cancellation);
        if (reply instanceof Reply.Got got) {
            return Optional.of(fetched(got, source, part, begun));
        }
        if (reply instanceof Reply.Refused refused) {
            wrongBytes |= refused.wrongBytes();
            refusals.add(new Refusal(source, refused.reason()));
        }
        return Optional.empty();
    }

    private FetchOutcome fetched(Reply.Got got, Member from, PartFile part, long begun) {
        Duration took = Duration.ofNanos(got.nanoTime() - begun);
        return new FetchOutcome.Fetched(file, from, asked.size(), took, got.replaced(), part.resumed());
    }
}
