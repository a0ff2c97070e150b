package reliablep2p.node.state;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * The files that this peer offers to the database peer just now: that one, and nobody else, may ask for them before they
 * are in the catalog.
 *
 * <p>Thread-safe. Bounded by the commands that run: an offer is taken back when its command ends.
 */
public final class Offered {
    private final Map<FileName, TrustedFile> files = new ConcurrentHashMap<>();
    private final Map<TrustedFile, Watched> watchers = new ConcurrentHashMap<>();

    private record Watched(LongAdder sent, LongConsumer watcher) {}

    /**
     * Offers a file, in place of one of the same name.
     *
     * @param watcher is told how many of its bytes were sent, by the thread that sends them
     */
    public void add(TrustedFile file, LongConsumer watcher) {
        files.put(file.name(), file);
        watchers.put(file, new Watched(new LongAdder(), watcher));
    }

    /** Offers it no more. */
    public void remove(TrustedFile file) {
        files.remove(file.name(), file);
        watchers.remove(file);
    }

    /** The file with this name and these bytes, if it is offered. */
    public Optional<TrustedFile> find(FileName name, Sha256 content) {
        return Optional.ofNullable(files.get(name)).filter(file -> file.sha256().equals(content));
    }

    /** So many more bytes of it were sent; means nothing unless it is offered. */
    public void sent(TrustedFile file, long bytes) {
        Watched watched = watchers.get(file);
        if (watched != null) {
            watched.sent().add(bytes);
            // What was lost on the way is sent twice.
            watched.watcher().accept(Math.min(file.size(), watched.sent().sum()));
        }
    }
}
