package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Member;
import reliablep2p.model.PieceSet;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FetchListener;

/**
 * The numbers of one fetch that goes on. Thread-safe: the receiving threads leave them here, another one looks at them
 * some ten times a second; this object's lock guards everything and is never held for long.
 */
public final class TransferProgress implements FetchListener {
    private final Rate rate = new Rate();
    /** In the order in which they began to send. */
    private final Map<Member, Sent> sources = new LinkedHashMap<>();

    private @Nullable TrustedFile file;
    private String waiting = "";
    private PieceSet pieces = PieceSet.none();
    private int count;
    private long received;
    private long moved;

    private static final class Sent {
        private final Rate rate = new Rate();
        private long bytes;
    }

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
    }

    @Override
    public synchronized void verified(TrustedFile file, PieceSet here, int count) {
        this.file = file;
        this.pieces = here;
        this.count = count;
    }

    @Override
    public synchronized void resumed(TrustedFile file, long bytes) {
        this.file = file;
        received = bytes;
    }

    @Override
    public synchronized void received(TrustedFile file, Member from, long received) {
        this.file = file;
        Sent sent = sources.computeIfAbsent(from, peer -> new Sent());
        long more = Math.max(0, received - this.received);
        sent.bytes += more;
        moved += more;
        this.received = received;
    }

    /** How it stands now; nothing if not even the file is known yet. */
    synchronized Optional<ProgressRow> row(long now) {
        if (file == null) {
            return Optional.empty();
        }
        if (sources.isEmpty()) {
            return Optional.of(new ProgressRow.Waiting(file, waiting));
        }
        List<ProgressRow.Source> from = new ArrayList<>();
        sources.forEach((peer, sent) ->
                from.add(new ProgressRow.Source(peer.address().toString(), sent.bytes, sent.rate.at(now, sent.bytes))));
        return Optional.of(new ProgressRow.Receiving(file, received, rate.at(now, moved), from, pieces, count));
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
