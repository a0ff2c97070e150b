package reliablep2p.node.serve;

import java.util.Optional;
import reliablep2p.model.TrustedFile;
import reliablep2p.storage.OpenFile;

/** Where the bytes lie that are served. Thread-safe. */
public interface Stock {
    /** Opens a file; empty if these very bytes are not here. */
    Optional<OpenFile> open(TrustedFile file);

    /** The file that was opened turned out to be changed: it is looked at again before it is served again. */
    void changed(TrustedFile file);
}
