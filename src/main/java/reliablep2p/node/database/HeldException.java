package reliablep2p.node.database;

import java.io.Serial;
import reliablep2p.storage.StorageException;

/** Nothing is decided now, because the directory is a copy that may be older than what was decided last. */
final class HeldException extends StorageException {
    @Serial
    private static final long serialVersionUID = 1L;

    HeldException() {
        super("This database peer runs on a copy of its directory, and decides nothing before a member has told it what"
                + " was decided since: try again half a minute after the first one has come. If none will ever come:"
                + " stop this peer, remove .reliablep2p/" + OldCopy.MARK + " from its directory, start it again.");
    }
}
