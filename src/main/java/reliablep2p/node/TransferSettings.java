package reliablep2p.node;

/**
 * How bytes of files move.
 *
 * @param clear whether they may go without encryption where both ends are on this machine
 * @param up how many may be sent in a second; 0 for any number
 * @param down how many may be received in a second; 0 for any number
 */
public record TransferSettings(boolean clear, long up, long down) {
    /** As fast as they go. */
    public static TransferSettings defaults() {
        return new TransferSettings(true, 0, 0);
    }
}
