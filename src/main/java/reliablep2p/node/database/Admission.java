package reliablep2p.node.database;

import java.util.Optional;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PeerId;

/** Decides who may join; asked by any thread. */
interface Admission {
    /**
     * Why a peer may not join. Being let in by an invitation takes one use of it.
     *
     * @param peer who asks, as its certificate says
     * @param remoteIsLoopback whether it asks from this machine
     * @param invitation what it has shown, if anything
     * @return a sentence for it, or empty if it may
     */
    Optional<String> refusal(PeerId peer, boolean remoteIsLoopback, Optional<InvitationSecret> invitation);
}
