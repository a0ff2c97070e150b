package reliablep2p.trust.journal;

import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/**
 * A place between two lines of a journal.
 *
 * @param number of the last line before it; 0 at the beginning
 * @param bytes of all lines before it, with their ends
 * @param last the hash of the last line before it, without its end; at the beginning the network's id
 */
public record Position(long number, long bytes, Sha256 last) {
    /** The beginning of this network's journal. */
    public static Position start(PeerId network) {
        return new Position(0, 0, new Sha256(network.hex()));
    }

    /** After one more line. */
    Position after(Sha256 line, int length) {
        return new Position(number + 1, bytes + length, line);
    }
}
