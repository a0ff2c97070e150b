package reliablep2p.node.peer;

import java.util.Optional;
import reliablep2p.model.Address;
import reliablep2p.model.Invitation;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PeerId;
import reliablep2p.node.ConnectException;
import reliablep2p.node.ConnectException.Reason;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * A database peer that is to be joined: where it listens, who must answer there, and what it is shown. Immutable; used by
 * one thread at a time because of its {@link Pin}.
 */
final class DatabaseTarget {
    private final PeerDirectory directory;
    private final Address address;
    private final Optional<Invitation> invitation;

    private DatabaseTarget(PeerDirectory directory, Address address, Optional<Invitation> invitation) {
        this.directory = directory;
        this.address = address;
        this.invitation = invitation;
    }

    /** The database peer at an address that the person named. */
    static DatabaseTarget at(Address address, PeerDirectory directory) {
        return new DatabaseTarget(directory, address, Optional.empty());
    }

    /** The database peer of this invitation; without one, this very target. */
    DatabaseTarget invited(Optional<Invitation> by) {
        return by.map(one -> new DatabaseTarget(directory, one.address(), by)).orElse(this);
    }

    /** The same after it has been joined: whoever was let in needs no invitation any more. */
    DatabaseTarget joined() {
        return at(address, directory);
    }

    Address address() {
        return address;
    }

    /** To be sent only to the peer that {@link #expected} names. */
    Optional<InvitationSecret> secret() {
        return invitation.map(Invitation::secret);
    }

    /**
     * Who must answer; empty if whoever answers is believed and remembered, which an invitation never allows. The id of an
     * invitation is remembered before anybody is dialled.
     *
     * @throws ConnectException if another one is remembered than the invitation names
     * @throws StorageException if the id can't be read or remembered
     */
    Optional<PeerId> expected() throws ConnectException, StorageException {
        Optional<PeerId> known = pin().read();
        if (invitation.isEmpty()) {
            return known;
        }
        PeerId invited = invitation.get().database();
        if (known.isEmpty()) {
            pin().write(invited);
        } else if (!known.get().equals(invited)) {
            throw new ConnectException(
                    Reason.WRONG_ID,
                    "ALARM: the invitation names another database peer on " + address + " than the known one (its id"
                            + " begins with " + invited.shortened() + ", known is "
                            + known.get().shortened()
                            + "). Nothing was sent. " + Pin.WAY_OUT);
        }
        return Optional.of(invited);
    }

    /** Remembers who answered. */
    void remember(PeerId id) throws StorageException {
        pin().write(id);
    }

    /** Forgets who must answer there; says whether anybody was remembered. */
    boolean resetTrust() throws StorageException {
        return pin().reset();
    }

    private Pin pin() {
        return new Pin(directory, address);
    }
}
