package reliablep2p.storage;

import java.nio.file.Path;
import java.util.OptionalLong;

/** The directory belongs to a peer that is running. */
public final class DirectoryInUseException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final long pid;

    DirectoryInUseException(Path directory, OptionalLong pid) {
        super(directory + " is in use by "
                + (pid.isPresent() ? "process " + pid.getAsLong() : "another process")
                + ". Stop that one first, or take another port.");
        this.pid = pid.orElse(0);
    }

    /** The number of the process that holds the directory; empty if it has not written it yet. */
    public OptionalLong pid() {
        return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }
}
