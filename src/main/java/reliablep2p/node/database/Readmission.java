package reliablep2p.node.database;

import reliablep2p.model.PeerId;
import reliablep2p.storage.StorageException;

/** Lets an expelled peer in again: {@link Decisions#readmit}. */
interface Readmission {
    /** Writes it into the journal. */
    void readmit(PeerId peer) throws StorageException;
}
