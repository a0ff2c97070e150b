package reliablep2p.net;

import java.io.IOException;

/** A person stopped it; see {@link Cancellation}. */
public final class CancelledException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public CancelledException() {
        super("cancelled");
    }
}
