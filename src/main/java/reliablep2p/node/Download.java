package reliablep2p.node;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;

/**
 * A file of which some pieces are here, or on their way.
 *
 * @param file what it is to become
 * @param received how many of its bytes are here, verified or, while it runs, on their way
 * @param state what happens with it
 * @param only the one peer whose bytes will do, after a {@code secure-get}
 * @param expires when what is here is thrown away, unless somebody goes on with it before; empty while it runs
 */
public record Download(TrustedFile file, long received, State state, Optional<PeerId> only, Optional<Instant> expires) {
    /** What happens with a download. */
    public enum State {
        /** Bytes come. */
        RUNNING,
        /** A person stopped it for a while. */
        PAUSED,
        /** It broke off. */
        UNFINISHED
    }
}
