package reliablep2p.net;

import java.io.IOException;

/** The other side took too long, so the connection was closed. The message says for what, and how long that may take. */
public final class DeadlineException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with one sentence for a person. */
    public DeadlineException(String message) {
        super(message);
    }
}
