package reliablep2p.net;

import java.io.IOException;

/** A connection was ended because next to nothing came over it, and others are faster. */
public final class OutpacedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public OutpacedException() {
        super("others are faster");
    }
}
