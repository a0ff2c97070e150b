package reliablep2p.node;

import reliablep2p.model.Member;
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

    /** Somebody is asked for the file. */
    void asking(TrustedFile file, Member peer, int asked);

    /**
     * Bytes are here.
     *
     * <p>The first call after {@link #asking} comes when the peer begins to send, and tells how many bytes were here by
     * then, from an earlier transfer or an earlier source: they count as received, but not for a rate. The number falls
     * when what was here proved wrong, or could not be gone on with: the call that tells a smaller one, mostly 0, is a
     * first call again.
     *
     * @param received how many of the file's bytes are here
     */
    void received(TrustedFile file, Member from, long received);
}
