package reliablep2p.node.database;

import java.util.Optional;
import reliablep2p.net.Connection;

/** Decides who may join. */
interface Admission {
    /**
     * Why the peer at the other end may not join.
     *
     * @return a sentence for it, or empty if it may
     */
    Optional<String> refusal(Connection connection);

    /** Joining is open on this machine, and closed to others until there are invitations. */
    static Admission loopbackOnly() {
        return connection -> connection.remoteIsLoopback()
                ? Optional.empty()
                : Optional.of("joining from another machine needs an invitation, and this version makes none");
    }
}
