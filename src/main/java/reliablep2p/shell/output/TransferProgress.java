package reliablep2p.shell.output;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FetchListener;

/**
 * The numbers of one fetch that goes on. Thread-safe: the fetching thread leaves them here, another one looks at them
 * some ten times a second; this object's lock guards everything and is never held for long.
 */
public final class TransferProgress implements FetchListener {
    private final Rate rate = new Rate();
    private @Nullable TrustedFile file;
    private @Nullable Member source;
    private String waiting = "";
    private long received;
    private long moved;

    /** Whether nothing has come from this source yet. */
    private boolean fresh = true;

    /** Of a fetch whose file is known only when somebody is asked for it. */
    TransferProgress() {}

    /** Of this file. */
    TransferProgress(TrustedFile file, boolean held) {
        this.file = file;
        this.waiting = held ? "checking what is here" : "waiting for its turn";
    }

    @Override
    public synchronized void asking(TrustedFile file, Member peer, int asked) {
        this.file = file;
        waiting = "asking " + peer.address() + (asked > 1 ? " (peer " + asked + ")" : "");
        begin(peer);
    }

    @Override
    public synchronized void received(TrustedFile file, Member from, long received) {
        if (!from.equals(source) || received < this.received) {
            begin(from);
        }
        this.file = file;
        // What a source begins with was here before.
        moved += fresh ? 0 : received - this.received;
        fresh = false;
        this.received = received;
    }

    private void begin(Member peer) {
        source = peer;
        received = 0;
        fresh = true;
        rate.clear();
    }

    /** How it stands now; nothing if not even the file is known yet. */
    synchronized Optional<ProgressRow> row(long now) {
        if (file == null) {
            return Optional.empty();
        }
        if (source == null || received == 0) {
            return Optional.of(new ProgressRow.Waiting(file, waiting));
        }
        return Optional.of(new ProgressRow.Receiving(
                file, received, rate.at(now, moved), source.address().toString()));
    }

    /** How many of the file's bytes are here. */
    synchronized long received() {
        return received;
    }

    /** How many bytes came over the wire since the fetch began, from all its sources, useful or not. */
    synchronized long moved() {
        return moved;
    }
}
