package reliablep2p.net;

import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where connections are until their other side has shown that it is good for something: a bounded number, of which the
 * oldest that has not said hello gives way to a newcomer at once, and the oldest of all once it has had its time. So
 * whoever connects and does nothing, or next to nothing, keeps nobody out, and a crowd of honest ones that come at once
 * waits for its turn instead of being refused.
 *
 * <p>Which of both crowds it is, shows in what becomes of them: each that had to go halves the time that the others are
 * given, and each that was welcomed gives some of it back.
 *
 * <p>Thread-safe; its monitor guards everything. A guest is looked at and closed under it, neither of which waits for anything.
 */
final class Antechamber implements Closeable {
    /** From the connection to a first request that is granted, at most; a slow network takes its time. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** The same while nearly all are good for nothing: a few round trips within a building. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long LOOK_MILLIS = 5;

    private final int seats;
    /** From each guest to when it came, the oldest first. */
    private final Map<Guest, Long> guests = new LinkedHashMap<>();

    private long patience = MOST_NANOS;
    private boolean closed;

    /** One that may have to go. */
    interface Guest extends Closeable {
        /** Whether the other side's first message has come, or bytes that this side has not looked at; says so at once. */
        boolean hasSpoken();

        /** Whether something has come that this side has not looked at yet: then it is this side that takes its time. */
        boolean isWaiting();

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

    /** It has shown what it is good for; harmless when repeated. */
    synchronized void welcome(Guest guest) {
        if (guests.containsKey(guest)) {
            patience = Math.min(MOST_NANOS, patience + patience / 8);
            leave(guest);
        }
    }

    /** It has ended; harmless when repeated. */
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
            Guest guest = entry.getKey();
            if (!guest.hasSpoken()) {
                end(guest); // An honest peer sends its hello as soon as it is connected.
                return true;
            }
            if (oldest == null && now - entry.getValue() >= patience && !guest.isWaiting()) {
                oldest = guest;
            }
        }
        if (oldest == null) {
            return false;
        }
        patience = Math.max(LEAST_NANOS, patience / 2);
        end(oldest);
        return true;
    }

    private void end(Guest guest) {
        guests.remove(guest);
        guest.close();
    }
}
