package reliablep2p.node;

/** Why a {@code connect} failed; the message is one sentence for a person, safe to print. */
public final class ConnectException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Makes the exception. */
    public ConnectException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What kind of failure it is. */
    public Reason reason() {
        return reason;
    }

    /** The kinds of failure, which a program tells apart by the exit code. */
    public enum Reason {
        /** Nobody answers there, or not in time. */
        UNREACHABLE,
        /** The database peer does not let this peer in. */
        REFUSED,
        /** Another id than the one that is remembered: somebody else's database peer, or an attack. */
        WRONG_ID,
        /** Something at that address that does not speak the protocol. */
        NOT_A_DATABASE_PEER
    }
}
