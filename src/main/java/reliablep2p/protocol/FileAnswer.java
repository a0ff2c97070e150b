package reliablep2p.protocol;

import reliablep2p.model.TrustedFile;

/**
 * {@code file}: exactly {@code file.size()} raw bytes follow the frame.
 *
 * @param file name, size and hash of what follows
 */
public record FileAnswer(TrustedFile file) implements Answer {}
