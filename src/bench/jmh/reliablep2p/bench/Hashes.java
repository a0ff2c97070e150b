package reliablep2p.bench;

import java.nio.ByteBuffer;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/** Hashes that are as spread as real ones, the same in every run. */
final class Hashes {
    private Hashes() {}

    static Sha256 content(int number) {
        return Sha256.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    static PeerId peer(int number) {
        return new PeerId(content(-1 - number).hex());
    }
}
