package reliablep2p.node.fetch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Cancellation.Registration;

/** The fetches that run, and what a person wants of them. Thread-safe. */
final class Underway {
    private final Map<Sha256, Fetch> running = new ConcurrentHashMap<>();
    private final Set<Sha256> paused = ConcurrentHashMap.newKeySet();

    /** Why a fetch is to stop. */
    enum Stop {
        /** To go on later. */
        PAUSE,
        /** For good: what came is thrown away. */
        DROP
    }

    /** A fetch that runs. */
    static final class Fetch implements AutoCloseable {
        private final Underway underway;
        private final TrustedFile file;
        private final Cancellation stopping = new Cancellation();
        private final Registration registration;
        private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
        private volatile LongSupplier received = () -> 0;

        private Fetch(Underway underway, TrustedFile file, Cancellation cancellation) {
            this.underway = underway;
            this.file = file;
            this.registration = cancellation.register(stopping::cancel);
        }

        TrustedFile file() {
            return file;
        }

        /** Ends it, for whatever reason. */
        Cancellation stopping() {
            return stopping;
        }

        /** Why a person ended it from elsewhere, if that is so. */
        Optional<Stop> stop() {
            return Optional.ofNullable(stop.get());
        }

        /** Where to look how far it is. */
        void measuredBy(LongSupplier bytes) {
            received = bytes;
        }

        long received() {
            return received.getAsLong();
        }

        private void end(Stop why) {
            stop.compareAndSet(null, why);
            stopping.cancel();
        }

        @Override
        public void close() {
            registration.close();
            underway.running.remove(file.sha256(), this);
        }
    }

    /** A fetch begins; it is to be closed at its end. */
    Fetch begin(TrustedFile file, Cancellation cancellation) {
        Fetch fetch = new Fetch(this, file, cancellation);
        running.put(file.sha256(), fetch);
        paused.remove(file.sha256());
        return fetch;
    }

    Collection<Fetch> running() {
        return List.copyOf(running.values());
    }

    /** Ends the fetch of these bytes; false if none runs. */
    boolean stop(Sha256 content, Stop why) {
        Fetch fetch = running.get(content);
        if (fetch == null) {
            return false;
        }
        if (why == Stop.PAUSE) {
            paused.add(content);
        }
        fetch.end(why);
        return true;
    }

    boolean isPaused(Sha256 content) {
        return paused.contains(content);
    }
}
