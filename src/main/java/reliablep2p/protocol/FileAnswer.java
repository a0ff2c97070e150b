package reliablep2p.protocol;

import reliablep2p.model.TrustedFile;

/**
 * {@code file}: bytes of the file follow the frame, raw.
 *
 * @param file name, size and hash of the whole file
 * @param offset of the first byte that follows
 * @param length how many follow; together with the offset at most the file's size
 */
public record FileAnswer(TrustedFile file, long offset, long length) implements Bodied {
    /** Checks the range. */
    public FileAnswer {
        if (offset < 0 || length < 0 || offset > file.size() || length > file.size() - offset) {
            throw new IllegalArgumentException(length + " bytes from " + offset + " on in " + file.size() + " bytes");
        }
    }

    /** An answer that all of the file's bytes follow. */
    public FileAnswer(TrustedFile file) {
        this(file, 0, file.size());
    }
}
