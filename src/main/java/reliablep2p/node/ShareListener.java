package reliablep2p.node;

import java.nio.file.Path;
import reliablep2p.model.TrustedFile;

/** Is told how a {@code share} goes on; called by whichever thread does it. */
public interface ShareListener {
    /**
     * The file is being read.
     *
     * @param read bytes so far
     * @param size of the file
     */
    void reading(Path path, long read, long size);

    /**
     * The database peer gets it.
     *
     * @param sent bytes so far
     */
    void sending(TrustedFile file, long sent);
}
