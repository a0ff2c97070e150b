package reliablep2p.node;

import reliablep2p.model.TrustedFile;

/** Is told how a scrub goes on; called by the thread that scrubs. */
public interface ScrubListener {
    /** Nobody wants to know. */
    ScrubListener SILENT = (file, read, size) -> {};

    /**
     * Bytes were read.
     *
     * @param file which one is being read
     * @param read how many bytes of all files
     * @param size how many bytes all files have
     */
    void reading(TrustedFile file, long read, long size);
}
