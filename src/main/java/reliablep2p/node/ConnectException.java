package reliablep2p.node;

import java.util.Optional;
import reliablep2p.node.NodeEvent.Alarm;

/** Why a {@code connect} failed; the message is one sentence for a person, safe to print. */
public final class ConnectException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Optional<Alarm.Reason> alarm;

    /** Makes the exception. */
    public ConnectException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.alarm = Optional.empty();
    }

    /** Makes the exception for a catalog that must not be believed. */
    public ConnectException(Alarm.Reason alarm, String message) {
        super(message);
        this.reason = Reason.CATALOG_REFUSED;
        this.alarm = Optional.of(alarm);
    }

    /** What is wrong with the catalog, if that is the reason. */
    public Optional<Alarm.Reason> alarm() {
        return alarm;
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
        NOT_A_DATABASE_PEER,
        /** The catalog that it offers must not be believed; {@link ConnectException#alarm} tells why. */
        CATALOG_REFUSED
    }
}
