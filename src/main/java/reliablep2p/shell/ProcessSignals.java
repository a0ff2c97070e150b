package reliablep2p.shell;

import org.jline.utils.Signals;

/** The signals that a process is sent; on a system without them nothing ever happens. */
public final class ProcessSignals {
    private ProcessSignals() {}

    /**
     * Runs this on a thread of its own whenever the signal comes, instead of what the signal does by default. A signal
     * that was ignored when the process started (as {@code nohup} does with HUP) stays ignored.
     *
     * @param name without {@code SIG}: {@code TERM}, {@code INT}, {@code HUP}
     */
    public static Interrupts.Watch on(String name, Runnable action) {
        Object before = Signals.register(name, action);
        return () -> Signals.unregister(name, before);
    }
}
