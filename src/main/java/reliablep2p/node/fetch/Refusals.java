package reliablep2p.node.fetch;

import java.io.EOFException;
import java.io.IOException;
import reliablep2p.net.DeadlineException;
import reliablep2p.net.WrongPeerException;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.ProtocolException;

/** Says in a few words of our own, safe to print, why a peer was of no use. */
final class Refusals {
    private Refusals() {}

    static String words(ErrorCode code) {
        return switch (code) {
            case NOT_LISTED -> "says it is not in the catalog";
            case NOT_MEMBER -> "does not know this peer as a member";
            case BUSY -> "is busy";
            case REFUSED -> "refused";
            case INTERNAL -> "failed";
            case MALFORMED, UNSUPPORTED, UNEXPECTED, VERSION, OTHER -> "did not understand the request";
        };
    }

    static String words(IOException failure) {
        if (failure instanceof WrongPeerException) {
            return "is another peer than the one that joined from there";
        }
        if (failure instanceof DeadlineException) {
            return "did not answer in time";
        }
        if (failure instanceof ProtocolException) {
            return "does not keep to the protocol";
        }
        if (failure instanceof EOFException) {
            return "broke off";
        }
        return "can't be reached";
    }
}
