package reliablep2p.node;

import reliablep2p.model.TrustedFile;

/**
 * A file that this peer has.
 *
 * @param file name, size and hash of the bytes that lie here
 * @param served whether those bytes are in the catalog as this peer knows it, so that it serves them
 */
public record SeededFile(TrustedFile file, boolean served) {}
