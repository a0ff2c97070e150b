package reliablep2p.storage;

/** Is told how the reading of a file goes on, and may stop it. */
public interface ReadListener {
    /**
     * Some more bytes were read.
     *
     * @return whether to go on; if not, the reading ends with a {@link CancelledScanException}
     */
    boolean read(int bytes);
}
