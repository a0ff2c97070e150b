package reliablep2p.node.database;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.PeerId;

/** Who is expelled now, by the journal; asked by any thread, answers at once. */
interface Expulsions {
    /** When this peer was expelled, if it was and has not been readmitted since. */
    Optional<Instant> expelled(PeerId peer);
}
