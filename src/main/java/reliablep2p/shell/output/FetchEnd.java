package reliablep2p.shell.output;

import reliablep2p.model.TrustedFile;
import reliablep2p.node.FetchOutcome;

/** What became of one of several files, or of one of several words, that somebody asked for. */
public sealed interface FetchEnd {
    /** The file came. */
    record Got(FetchOutcome.Fetched outcome) implements FetchEnd {}

    /**
     * The file was here.
     *
     * @param checked whether its bytes were read again
     */
    record Here(TrustedFile file, boolean checked) implements FetchEnd {}

    /**
     * The file did not come, or the word means none.
     *
     * @param name the file's, or the word; printable
     * @param reason why, for a person who has just read the name
     * @param failure the same for whoever sees nothing else
     */
    record NotGot(String name, String reason, Answer.Failed failure) implements FetchEnd {}

    /** The person stopped it before the file was here. */
    record Stopped(TrustedFile file) implements FetchEnd {}
}
