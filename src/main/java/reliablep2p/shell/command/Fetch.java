package reliablep2p.shell.command;

import java.io.IOException;
import reliablep2p.model.FileName;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.ProgressTicker;
import reliablep2p.shell.output.Vouched;
import reliablep2p.storage.StorageException;

/** What {@code get} and {@code secure-get} share: from what was typed to the printed answer, for one file. */
final class Fetch {
    private final NodeOperations node;
    private final Output output;
    private final Vouched source;

    /**
     * A fetch whose answer goes there.
     *
     * @param source what can be said for the peer that was named
     */
    Fetch(NodeOperations node, Output output, Vouched source) {
        this.node = node;
        this.output = output;
        this.source = source;
    }

    /** The call that brings the file. */
    interface Source {
        FetchOutcome fetch(FileName name, FetchListener listener, Cancellation cancellation)
                throws NotConnectedException, IOException, StorageException;
    }

    void run(TypedVersion typed, Source call, Cancellation cancellation)
            throws CommandException, NotConnectedException, IOException, StorageException {
        TypedName typedName = new TypedName(node, typed.name());
        FileName name = typedName.parse();
        FetchOutcome outcome;
        try (ProgressTicker progress = ProgressTicker.start(output)) {
            outcome = call.fetch(name, progress.listener(), cancellation);
        }
        if (outcome instanceof FetchOutcome.Fetched fetched) {
            output.print(new Answer.Fetched(fetched, source));
        } else if (outcome instanceof FetchOutcome.Present present) {
            output.print(new Answer.Present(present.file(), source));
        } else if (outcome instanceof FetchOutcome.NotListed) {
            throw typedName.notInCatalog(typed.number());
        } else {
            throw Failures.of(outcome, source.isSecure());
        }
    }
}
