package reliablep2p.node.journal;

import reliablep2p.node.NodeEvent.Alarm.Reason;

/** A catalog that was offered must not be believed; nothing of it was kept. The message is one sentence, printable. */
public final class CatalogRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Makes the exception. */
    public CatalogRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong with it. */
    public Reason reason() {
        return reason;
    }
}
