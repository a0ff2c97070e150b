package reliablep2p.node;

import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;

/** Is told how a fetch goes on; called by the fetching thread, must return at once. */
public interface FetchListener {
    /** Somebody is asked for the file. */
    void asking(TrustedFile file, Member peer, int asked);

    /**
     * Bytes have arrived.
     *
     * @param received how many of the file's bytes have come from this peer; starts again at 0 with another one
     */
    void received(TrustedFile file, Member from, long received);
}
