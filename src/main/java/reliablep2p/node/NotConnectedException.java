package reliablep2p.node;

/** A command of the network was given before {@code connect}. */
public final class NotConnectedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with the sentence that a person gets to read. */
    public NotConnectedException() {
        super("not connected to the network: `connect` does it");
    }
}
