package reliablep2p.protocol;

import java.io.IOException;

/** The other side broke the rules of the protocol: close that connection. */
public class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with one sentence that holds no text of the other side. */
    public ProtocolException(String message) {
        super(message);
    }
}
