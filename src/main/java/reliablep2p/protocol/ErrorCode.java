package reliablep2p.protocol;

import java.util.Locale;

/** Why a request was not carried out; {@code docs/PROTOCOL.md}, section "Errors". */
public enum ErrorCode {
    /** The frame is no valid message; the connection is closed after it. */
    MALFORMED,
    /** The message's type is not known here. */
    UNSUPPORTED,
    /** The message is known, but not to be sent at this point or to this peer. */
    UNEXPECTED,
    /** The sender speaks another version of the protocol. */
    VERSION,
    /** The sender is no member of the network. */
    NOT_MEMBER,
    /** The file is not in the catalog. */
    NOT_LISTED,
    /** The sender may not do that. */
    REFUSED,
    /** A limit is reached; later the same request may succeed. */
    BUSY,
    /** This side failed; its log says more. */
    INTERNAL,
    /** A code of a later version of the protocol. */
    OTHER;

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
