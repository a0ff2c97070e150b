package reliablep2p.protocol;

/** Turns messages into the JSON of a frame and back; see {@code docs/PROTOCOL.md}, section "Messages". */
public final class MessageCodec {
    private MessageCodec() {}

    /** The payload of the frame that carries this message. */
    public static byte[] encode(Message message) {
        throw new UnsupportedOperationException(message.toString());
    }

    /**
     * Reads a frame's payload.
     *
     * @throws UnsupportedMessageException if the type is not known
     * @throws ProtocolException if it is not exactly what section "Messages" describes
     */
    public static Message decode(byte[] payload) throws ProtocolException {
        throw new UnsupportedMessageException();
    }
}
