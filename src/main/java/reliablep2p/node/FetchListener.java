package reliablep2p.node;

import reliablep2p.model.Member;
import reliablep2p.model.PieceSet;
import reliablep2p.model.TrustedFile;

/** Is told how a fetch goes on; called by the fetching thread, must return at once. */
public interface FetchListener {
    /** For who does not want to know. */
    FetchListener SILENT = new FetchListener() {
        @Override
        public void asking(TrustedFile file, Member peer, int asked) {}

        @Override
        public void received(TrustedFile file, Member from, long received) {}
    };

    /** So many bytes were here from an earlier transfer; told before any come. */
    default void resumed(TrustedFile file, long bytes) {}

    /**
     * Pieces of the file are verified; told before the first bytes come, if there are such, and after each piece.
     *
     * @param here which
     * @param count how many the file has
     */
    default void verified(TrustedFile file, PieceSet here, int count) {}

    /** Somebody is asked for the file. */
    void asking(TrustedFile file, Member peer, int asked);

    /**
     * Bytes are here.
     *
     * <p>What is more than at the call before, or than {@link #resumed} told, came from this peer. The number falls when a
     * piece proved wrong, or did not end.
     *
     * @param received how many of the file's bytes are here, those of unfinished pieces included
     */
    void received(TrustedFile file, Member from, long received);
}
