package reliablep2p.protocol;

import java.util.List;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/**
 * {@code map}: what the sender's address book says of who holds which file. Hearsay: it names peers by id only.
 *
 * @param claims at most {@link #MAX_CLAIMS}, none with over {@link #MAX_HOLDERS} holders
 */
public record MapAnswer(List<Claim> claims) implements Answer {
    /** The most files that one map names. */
    public static final int MAX_CLAIMS = 4096;

    /** The most holders that one map names of one file. */
    public static final int MAX_HOLDERS = 256;

    /** Copies the list, so that nobody can change it afterwards. */
    public MapAnswer {
        claims = List.copyOf(claims);
    }

    /**
     * That these peers hold these bytes.
     *
     * @param name the name in the catalog
     * @param sha256 the hash of the bytes
     * @param holders at least one
     */
    public record Claim(FileName name, Sha256 sha256, List<PeerId> holders) {
        /** Copies the list, so that nobody can change it afterwards. */
        public Claim {
            holders = List.copyOf(holders);
        }
    }
}
