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
import reliablep2p.storage.StorageException;

/** One file's way through the peers that a plan names, each asked at most once. Used by one thread, once. */
final class Lookup {
    private final TrustedFile file;
    private final SourcePlan plan;
    private final Receiver receiver;
    private final FetchListener listener;
    private final Cancellation cancellation;

    private final Set<PeerId> asked = new HashSet<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private boolean wrongBytes;

    Lookup(TrustedFile file, SourcePlan plan, Receiver receiver, FetchListener listener, Cancellation cancellation) {
        this.file = file;
        this.plan = plan;
        this.receiver = receiver;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    FetchOutcome run() throws IOException, StorageException {
        receiver.check(file);
        long begun = System.nanoTime();
        try {
            Optional<Member> source = plan.next(asked);
            while (source.isPresent()) {
                cancellation.check();
                Optional<FetchOutcome> outcome = ask(source.get(), begun);
                if (outcome.isPresent()) {
                    return outcome.get();
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

    private Optional<FetchOutcome> ask(Member source, long begun) throws IOException, StorageException {
        asked.add(source.id());
        listener.asking(file, source, asked.size());
        Receiver.Reply reply = receiver.ask(source, file, listener, cancellation);
        if (reply instanceof Receiver.Got got) {
            return Optional.of(new FetchOutcome.Fetched(
                    file, source, asked.size(), Duration.ofNanos(got.nanoTime() - begun), got.replaced()));
        }
        Receiver.Refused refused = (Receiver.Refused) reply;
        wrongBytes |= refused.wrongBytes();
        refusals.add(new Refusal(source, refused.reason()));
        return Optional.empty();
    }
}
