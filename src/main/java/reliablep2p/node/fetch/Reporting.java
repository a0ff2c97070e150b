package reliablep2p.node.fetch;

import reliablep2p.node.FetchListener;
import reliablep2p.storage.PartFile;

/** Tells how a transfer goes on, one thing after another however many threads receive. Its monitor is the turn to tell. */
final class Reporting {
    private final Transfer transfer;
    private final FetchListener listener;
    private final Alternatives alternatives;
    private int asked;
    private boolean begun;

    /** Whether somebody else is left to be asked. */
    interface Alternatives {
        boolean areLeft(Source instead);
    }

    Reporting(Transfer transfer, FetchListener listener, Alternatives alternatives) {
        this.transfer = transfer;
        this.listener = listener;
        this.alternatives = alternatives;
    }

    synchronized void asking(Source source) {
        asked++;
        listener.asking(transfer.file(), source.member(), asked);
    }

    /** The part was begun, or another piece of it is verified. */
    synchronized void verified() {
        PartFile part = transfer.part();
        if (!begun) {
            begun = true;
            listener.resumed(transfer.file(), part.resumed());
        }
        listener.verified(
                transfer.file(),
                part.verified(),
                transfer.cut().count(transfer.file().size()));
    }

    /** Bytes have come from this source. */
    synchronized void received(Source source) {
        listener.received(transfer.file(), source.member(), transfer.part().received());
    }

    boolean hasAlternative(Source source) {
        return transfer.hasOther(source) || alternatives.areLeft(source);
    }
}
