package reliablep2p.node.peer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeEvent.Alarm.Reason;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.trust.journal.Ticket;

/**
 * Tells the person what time has to do with the catalog: that its signature has ended, and that a clock is wrong by which
 * that was found or will be.
 *
 * <p>Thread-safe: {@code told} belongs to the one thread that calls {@link #look}; everything else is immutable.
 */
final class TimeWatch {
    /** Clocks that nobody sets are off by less; the signature of the catalog lasts so long that this does no harm. */
    private static final Duration FAR = Duration.ofMinutes(10);

    private final CatalogJournal journal;
    private final BooleanSupplier isMember;
    private final InstantSource clock;
    private final Consumer<NodeEvent> events;
    private Optional<Instant> told = Optional.empty();

    TimeWatch(CatalogJournal journal, BooleanSupplier isMember, InstantSource clock, Consumer<NodeEvent> events) {
        this.journal = journal;
        this.isMember = isMember;
        this.clock = clock;
        this.events = events;
    }

    /** The database peer has signed this just now, by its clock. */
    void admitted(Ticket ticket) {
        Duration ahead = Duration.between(ticket.issued(), clock.instant());
        if (ahead.abs().compareTo(FAR) > 0) {
            events.accept(new NodeEvent.Alarm(
                    Reason.CLOCK,
                    "the clock of this machine is "
                            + ahead.abs().plusSeconds(30).toMinutes() + " minutes "
                            + (ahead.isNegative() ? "behind" : "ahead of")
                            + " that of the database peer; set the wrong one right, or the signature of the catalog seems"
                            + " to end too " + (ahead.isNegative() ? "late" : "early")));
        }
    }

    /** To be called now and then; tells the end of a signature once. */
    void look() {
        if (!isMember.getAsBoolean()) {
            return;
        }
        Optional<Instant> ended = journal.expired(clock.instant());
        if (ended.isPresent() && !ended.equals(told)) {
            events.accept(new NodeEvent.Alarm(
                    Reason.EXPIRED,
                    "the signature of the catalog ended at " + ended.get()
                            + ", and nobody has a newer one: what was taken back since is not known here, and secure-get"
                            + " refuses"));
        }
        told = ended;
    }
}
