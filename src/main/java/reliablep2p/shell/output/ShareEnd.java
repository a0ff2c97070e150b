package reliablep2p.shell.output;

import reliablep2p.node.ShareOutcome;

/** What became of one file that somebody wanted to share. */
public sealed interface ShareEnd {
    /** It is in the catalog. */
    record Approved(ShareOutcome.Approved outcome) implements ShareEnd {}

    /** The database peer has it, and its operator will decide. */
    record Waiting(ShareOutcome.Waiting outcome) implements ShareEnd {}

    /**
     * It is not shared.
     *
     * @param path as it was typed; to be escaped before it is printed
     */
    record NotShared(String path, Answer.Failed failure) implements ShareEnd {}

    /** The person stopped it; the path is as it was typed. */
    record Stopped(String path) implements ShareEnd {}

    /** What a program is told of it. */
    default ExitCode code() {
        if (this instanceof NotShared failed) {
            return failed.failure().code();
        }
        return this instanceof Stopped ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }
}
