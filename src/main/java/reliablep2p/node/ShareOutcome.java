package reliablep2p.node;

import java.nio.file.Path;
import reliablep2p.model.TrustedFile;

/** What became of a file that was shared. */
public sealed interface ShareOutcome {
    /**
     * The database peer has it, and it is in the catalog.
     *
     * @param version which version of that name it is
     * @param already whether it was in the catalog before
     */
    record Approved(TrustedFile file, int version, boolean already) implements ShareOutcome {}

    /** The database peer has it, and its operator will decide. */
    record Waiting(TrustedFile file) implements ShareOutcome {}

    /**
     * The operator does not want it.
     *
     * @param why the operator's words, or empty; to be escaped before it is printed
     */
    record Rejected(TrustedFile file, String why) implements ShareOutcome {}

    /**
     * The database peer could not take it.
     *
     * @param why one sentence; to be escaped before it is printed
     */
    record Failed(TrustedFile file, String why) implements ShareOutcome {}

    /**
     * Such a file can't be shared, and nobody was asked.
     *
     * @param path what was typed
     * @param why one sentence
     */
    record Unusable(Path path, String why) implements ShareOutcome {}
}
