package reliablep2p.node.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PeerId;
import reliablep2p.net.Ration;
import reliablep2p.storage.StorageException;

/**
 * Lets in everybody where the database peer listens for this machine only, and otherwise those with an invitation, once
 * for all; an expelled peer comes back only with an invitation that was made after its expulsion.
 *
 * <p>Thread-safe; has no state of its own. A secret has 256 bits, so guessing is hopeless and guesses are not limited: a
 * limit would let strangers keep out those who were invited. The log has a ration, and nothing that the peer chose.
 */
final class AdmissionByInvitation implements Admission {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionByInvitation.class);

    private static final int LOGGED = 10;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final boolean openOnLoopback;
    private final Expulsions expulsions;
    private final Readmission readmission;
    private final Invitations invitations;
    private final AdmittedPeers admitted;
    private final InstantSource clock;
    private final Ration ration = new Ration(LOGGED, SPAN);

    /** @param listensOnLoopback whether nobody on another machine can reach the database peer */
    AdmissionByInvitation(
            boolean listensOnLoopback,
            Expulsions expulsions,
            Readmission readmission,
            Invitations invitations,
            AdmittedPeers admitted,
            InstantSource clock) {
        this.openOnLoopback = listensOnLoopback;
        this.expulsions = expulsions;
        this.readmission = readmission;
        this.invitations = invitations;
        this.admitted = admitted;
        this.clock = clock;
    }

    @Override
    public Optional<String> refusal(PeerId peer, boolean remoteIsLoopback, Optional<InvitationSecret> invitation) {
        try {
            Optional<String> refusal = decide(peer, openOnLoopback && remoteIsLoopback, invitation);
            refusal.ifPresent(why -> log(peer, why));
            return refusal;
        } catch (StorageException e) {
            LOG.error("{} could not be let in: {}", peer, e.getMessage());
            return Optional.of("the database peer can't write down that you are let in; tell its operator");
        }
    }

    private Optional<String> decide(PeerId peer, boolean open, Optional<InvitationSecret> invitation)
            throws StorageException {
        Optional<Instant> expelled = expulsions.expelled(peer);
        if (expelled.isEmpty() && (open || admitted.admitted(peer).isPresent())) {
            return Optional.empty(); // Whatever it shows: it needs nothing, so nothing is used.
        }
        if (invitation.isEmpty()) {
            return Optional.of(
                    expelled.isPresent()
                            ? "this peer was expelled from the network; only a new invitation lets it in again"
                            : "joining this network needs an invitation; ask its operator for one");
        }
        return redeem(peer, expelled, invitation.get());
    }

    private Optional<String> redeem(PeerId peer, Optional<Instant> expelled, InvitationSecret secret)
            throws StorageException {
        if (!admitted.hasRoomFor(peer)) {
            return Optional.of("this network has as many peers as it can remember");
        }
        Instant now = clock.instant();
        Redemption outcome = invitations.redeem(secret, peer, expelled, now);
        if (outcome != Redemption.ACCEPTED) {
            return Optional.of(outcome.sentence());
        }
        if (!admitted.add(peer, now)) {
            return Optional.of("this network has as many peers as it can remember");
        }
        if (expelled.isPresent()) {
            readmission.readmit(peer);
        }
        LOG.info("{} has joined by invitation", peer);
        return Optional.empty();
    }

    private void log(PeerId peer, String why) {
        OptionalLong untold = ration.ask();
        if (untold.isPresent()) {
            long others = untold.getAsLong();
            LOG.warn("{} may not join: {}{}", peer, why, others == 0 ? "" : " (and " + others + " others before it)");
        }
    }
}
