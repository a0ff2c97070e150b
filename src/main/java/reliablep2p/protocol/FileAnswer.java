package reliablep2p.protocol;

import reliablep2p.model.TrustedFile;

/**
 * {@code file}: the file's bytes follow the frame, raw, from an offset to the end.
 *
 * @param file name, size and hash of the whole file
 * @param offset how many of its first bytes are left out; 0 to the file's size
 */
public record FileAnswer(TrustedFile file, long offset) implements Bodied {
    /** Checks the offset. */
    public FileAnswer {
        if (offset < 0 || offset > file.size()) {
            throw new IllegalArgumentException("an offset of " + offset + " in " + file.size() + " bytes");
        }
    }

    /** An answer that all of the file's bytes follow. */
    public FileAnswer(TrustedFile file) {
        this(file, 0);
    }

    @Override
    public long length() {
        return file.size() - offset;
    }
}
