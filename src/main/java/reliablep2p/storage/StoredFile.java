package reliablep2p.storage;

import reliablep2p.model.TrustedFile;

/**
 * A file of the shared folder whose bytes were read and hashed.
 *
 * @param file its name, size and hash
 * @param stamp what the file system said about it when it was hashed
 */
public record StoredFile(TrustedFile file, Stamp stamp) {}
