package reliablep2p.shell.output;

import java.util.List;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.Download;

/** What there is to say of transfers, other than that a file has come. */
public sealed interface TransferAnswer {
    /** Files that are on their way, or were left unfinished, sorted by name. */
    record Downloads(List<Download> downloads) implements TransferAnswer {}

    /** The fetch of a file was stopped for a while. */
    record Paused(TrustedFile file) implements TransferAnswer {}

    /** What was here of a file was thrown away. */
    record Dropped(TrustedFile file) implements TransferAnswer {}

    /**
     * How fast bytes of files may move, in bytes a second; 0 for any number.
     *
     * @param up sent
     * @param down received
     */
    record Limits(long up, long down) implements TransferAnswer {}
}
