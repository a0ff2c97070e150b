package reliablep2p.node;

import reliablep2p.model.TrustedFile;

/**
 * A file of the network as {@code list} shows it.
 *
 * @param file its entry in the catalog
 * @param holders how many members are known to hold it, this peer and the database peer among them
 * @param held whether this peer holds it
 */
public record ListedFile(TrustedFile file, int holders, boolean held) {}
