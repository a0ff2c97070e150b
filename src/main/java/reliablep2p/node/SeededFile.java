package reliablep2p.node;

import java.util.Optional;
import reliablep2p.model.Revocation;
import reliablep2p.model.TrustedFile;

/**
 * A file that this peer has.
 *
 * @param file name, size and hash of the bytes that lie here
 * @param served whether those bytes are in the catalog as this peer knows it, so that it serves them
 * @param revocation when and why the operator took these bytes back, if that is so
 */
public record SeededFile(TrustedFile file, boolean served, Optional<Revocation> revocation) {}
