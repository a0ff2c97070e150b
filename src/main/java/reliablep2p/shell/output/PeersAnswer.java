package reliablep2p.shell.output;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedPeer;
import reliablep2p.node.Acquaintance;

/** What there is to say of who is trusted, admitted and expelled. */
public sealed interface PeersAnswer {
    /** Hands this answer to the renderer's method for it. */
    void render(PeersRenderer renderer);

    /** Whether it only says that what was asked for went well. */
    default boolean isConfirmation() {
        return false;
    }

    /** Trusted peers, in the order in which they are shown. */
    record Trusted(List<TrustedPeer> peers, WhoIsWho who, Filter filter) implements PeersAnswer {
        @Override
        public void render(PeersRenderer renderer) {
            renderer.trusted(this);
        }
    }

    /** Peers that the database peer knows, in the order in which they are shown. */
    record Known(List<Acquaintance> peers, PeerId self, Filter filter) implements PeersAnswer {
        @Override
        public void render(PeersRenderer renderer) {
            renderer.known(this);
        }
    }

    /** A peer has got the role of a trusted peer. */
    record Given(TrustedPeer peer, Optional<Member> member) implements PeersAnswer {
        @Override
        public void render(PeersRenderer renderer) {
            renderer.given(this);
        }

        @Override
        public boolean isConfirmation() {
            return true;
        }
    }

    /** A peer has lost the role of a trusted peer. */
    record Taken(TrustedPeer peer, Optional<Member> member) implements PeersAnswer {
        @Override
        public void render(PeersRenderer renderer) {
            renderer.taken(this);
        }

        @Override
        public boolean isConfirmation() {
            return true;
        }
    }

    /**
     * An invitation.
     *
     * @param text the secret that is to be handed on
     * @param uses how many peers it admits
     * @param validity how long
     */
    record Invitation(String text, int uses, Duration validity) implements PeersAnswer {
        @Override
        public void render(PeersRenderer renderer) {
            renderer.invitation(this);
        }
    }

    /** A peer was expelled. */
    record Expelled(Acquaintance peer) implements PeersAnswer {
        @Override
        public void render(PeersRenderer renderer) {
            renderer.expelled(this);
        }

        @Override
        public boolean isConfirmation() {
            return true;
        }
    }

    /**
     * {@code trust-reset}.
     *
     * @param database where the database peer is looked for
     * @param forgotten the id that was remembered, if it is known
     * @param forgot whether there was anything to forget
     */
    record TrustReset(Address database, Optional<PeerId> forgotten, boolean forgot) implements PeersAnswer {
        @Override
        public void render(PeersRenderer renderer) {
            renderer.trustReset(this);
        }

        @Override
        public boolean isConfirmation() {
            return forgot;
        }
    }
}
