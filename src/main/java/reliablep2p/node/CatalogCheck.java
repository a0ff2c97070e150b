package reliablep2p.node;

import java.nio.file.Path;
import java.time.Instant;
import reliablep2p.model.PeerId;

/** What a check of a copy of the journal came to, without any network. */
public sealed interface CatalogCheck {
    /** The copy that was checked. */
    Path path();

    /**
     * Every line follows from the one before, and the head is signed by the network's key.
     *
     * @param network the id of the database peer that signed it
     * @param known whether that is the network that this peer is in
     * @param entries its lines
     * @param expired whether the signature has ended by this peer's clock
     */
    record Proved(
            Path path, PeerId network, boolean known, long entries, Instant signed, Instant expires, boolean expired)
            implements CatalogCheck {}

    /**
     * It is not what was signed.
     *
     * @param line the first bad line, counted from 1; 0 if the fault is in the head
     * @param why one sentence, printable
     */
    record Broken(Path path, long line, String why) implements CatalogCheck {}
}
