package reliablep2p.node.fetch;

import java.util.Random;
import java.util.random.RandomGenerator;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Throttles;
import reliablep2p.net.Watchdog;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.PieceLists;

/**
 * What every fetch of a peer uses; its parts are thread-safe.
 *
 * @param self this peer
 * @param knowledge what it knows
 * @param pool connections to others
 * @param shelf where files go
 * @param lists the hashes of pieces that are known
 * @param throttles how fast bytes may move
 * @param learning asks those who gave files for what they know
 * @param threads starts the threads that receive
 * @param watchdog finds out who stalls
 * @param limits every limit and deadline
 * @param random chooses among equals
 */
public record FetchContext(
        Member self,
        Knowledge knowledge,
        ConnectionPool pool,
        Shelf shelf,
        PieceLists lists,
        Throttles throttles,
        Learning learning,
        ConnectionThreads threads,
        Watchdog watchdog,
        Limits limits,
        RandomGenerator random) {
    /** What the fetches of a peer that is built like this use. */
    public static FetchContext of(Foundation foundation, Member self, Shelf shelf, Limits limits) {
        Learning learning = new Learning(
                foundation.pool(),
                new Hearsay(foundation.knowledge()),
                foundation.threads(),
                foundation.watchdog(),
                limits);
        return new FetchContext(
                self,
                foundation.knowledge(),
                foundation.pool(),
                shelf,
                new PieceLists(foundation.directory()),
                foundation.throttles(),
                learning,
                foundation.threads(),
                foundation.watchdog(),
                limits,
                new Random());
    }

    /** Learns from the maps of others. */
    Hearsay hearsay() {
        return new Hearsay(knowledge);
    }
}
