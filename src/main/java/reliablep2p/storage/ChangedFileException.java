package reliablep2p.storage;

import java.io.IOException;

/** A file is no longer the one that was hashed, so its bytes are not to be served. */
public final class ChangedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with a sentence for the log. */
    public ChangedFileException(String message) {
        super(message);
    }
}
