package reliablep2p.net;

import java.io.IOException;
import reliablep2p.model.PeerId;

/** Somebody else answers at that address; nothing was told to them, not even who asks. */
public final class WrongPeerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient PeerId expected;
    private final transient PeerId actual;

    /** Makes the exception. */
    public WrongPeerException(PeerId expected, PeerId actual) {
        super("expected the peer " + expected.shortened() + ", but " + actual.shortened() + " answers there");
        this.expected = expected;
        this.actual = actual;
    }

    /** Who should have answered. */
    public PeerId expected() {
        return expected;
    }

    /** Who claims to answer; the claim was not put to the proof. */
    public PeerId actual() {
        return actual;
    }
}
