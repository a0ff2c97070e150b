package reliablep2p.net;

import java.io.IOException;

/** Whoever was dialled ended the connection before it said anything: one that is crowded by strangers does so. */
public final class HungUpException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public HungUpException(String message, Throwable cause) {
        super(message, cause);
    }
}
