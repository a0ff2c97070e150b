package reliablep2p.node.fetch;

import java.nio.file.Path;
import java.util.Optional;

/** What asking one peer came to. */
sealed interface Reply {
    /**
     * The file is here and verified.
     *
     * @param nanoTime when it got its final name, by {@link System#nanoTime}
     * @param replaced where a file with other bytes that had this name lies now
     */
    record Got(long nanoTime, Optional<Path> replaced) implements Reply {}

    /**
     * The peer was of no use.
     *
     * @param reason a few words, safe to print
     * @param wrongBytes whether it sent bytes, and they were wrong
     */
    record Refused(String reason, boolean wrongBytes) implements Reply {
        Refused(String reason) {
            this(reason, false);
        }
    }

    /** The bytes that came and those that were here before are not the file: nobody knows whose are wrong. */
    record Unproved() implements Reply {}
}
