package reliablep2p.node.database;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.Transport;

/** Finds out who really listens at an address that two peers claim: only the one with the right key can answer there. */
final class AddressProof {
    private static final Logger LOG = LoggerFactory.getLogger(AddressProof.class);

    private final Transport transport;

    AddressProof(Transport transport) {
        this.transport = transport;
    }

    /** Whether this very peer listens at its address; takes at most the time of a handshake. */
    boolean listens(Member member) {
        try (Connection connection = transport.dial(member.address(), member.id(), new Cancellation())) {
            return connection.remoteId().equals(member.id());
        } catch (IOException e) {
            LOG.debug("{} does not listen there: {}", member, e.toString());
            return false;
        }
    }
}
