package reliablep2p.net;

import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where connections are until their other side has shown that it is good for something: a bounded number, of which the
 * oldest that has said nothing gives way to a newcomer at once, and the oldest of all once it has had its time. So whoever
 * connects and does nothing keeps nobody out, and a crowd of honest ones that come at once waits for its turn instead of
 * being refused.
 *
 * <p>Thread-safe; its monitor guards everything. A guest is looked at and closed under it, neither of which waits for anything.
 */
final class Antechamber implements Closeable {
    /** From the connection to a first request that is granted; a slow network takes its time. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_MILLIS = 25;

    private final int seats;
    /** From each guest to when it came, the oldest first. */
    private final Map<Guest, Long> guests = new LinkedHashMap<>();

    private boolean closed;

    /** One that may have to go. */
    interface Guest extends Closeable {
        /** Whether anything has come from the other side; says so at once. */
        boolean hasSpoken();

        /** Ends it, without waiting for anything. */
        @Override
        void close();
    }

    /** With room for so many. */
    Antechamber(int seats) {
        this.seats = seats;
    }

    /** Lets one in, if need be after waiting for room; false once this is closed. */
    synchronized boolean enter(Guest guest) throws InterruptedException {
        while (!closed && guests.size() >= seats && !makeRoom()) {
            wait(LOOK_MILLIS);
        }
        if (!closed) {
            guests.put(guest, System.nanoTime());
        }
        return !closed;
    }

    /** It has shown what it is good for, or has ended; harmless when repeated. */
    synchronized void leave(Guest guest) {
        if (guests.remove(guest) != null) {
            notifyAll();
        }
    }

    /** From now on nobody is let in; the guests stay. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private boolean makeRoom() {
        long now = System.nanoTime();
        Guest oldest = null;
        for (Map.Entry<Guest, Long> entry : guests.entrySet()) {
            long age = now - entry.getValue();
            if (oldest == null && age >= SLOW_NANOS) {
                oldest = entry.getKey();
            }
            if (!entry.getKey().hasSpoken()) {
                oldest = entry.getKey(); // An honest peer speaks as soon as it is connected.
                break;
            }
        }
        if (oldest == null) {
            return false;
        }
        guests.remove(oldest);
        oldest.close();
        return true;
    }
}
