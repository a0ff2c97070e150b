package reliablep2p.node.database;

import java.util.Optional;
import java.util.OptionalInt;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.storage.StorageException;

/**
 * Writes what the operator decides into the journal. When a method returns, the entry is on the disk, signed, believed
 * by this peer and on its way to every member. Thread-safe.
 */
interface Decisions {
    /** Whether nothing is decided now; then all that follows fails. */
    boolean isHeld();

    /**
     * Approves a file whose bytes are here, verified.
     *
     * @return the version that it is now; the one that it was, if that very file was the current version already
     */
    FileVersion approve(TrustedFile file, Approval.By by, Optional<PeerId> sharer) throws StorageException;

    /** Takes back a file with all its versions, or one of them. */
    void revoke(FileName name, OptionalInt version, String why) throws StorageException;

    /** Gives the role of a trusted peer. */
    void grant(PeerId peer, String note) throws StorageException;

    /** Takes the role of a trusted peer away. */
    void take(PeerId peer) throws StorageException;

    /** Expels a peer. */
    void expel(PeerId peer, String why) throws StorageException;

    /** Lets an expelled peer in again. */
    void readmit(PeerId peer) throws StorageException;
}
