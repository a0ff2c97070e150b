package reliablep2p.protocol;

import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Limits;

/** Turns messages into the JSON of a frame and back; see {@code docs/PROTOCOL.md}, section "Messages". */
public final class MessageCodec {
    private MessageCodec() {}

    /**
     * The payload of the frame that carries this message. Whoever sends lists keeps them within the frame's limit:
     * see {@link Pages}.
     */
    public static byte[] encode(Message message) {
        return MessageWriter.json(message).toBytes();
    }

    /**
     * Reads a frame's payload.
     *
     * @throws UnsupportedMessageException if the type is not known
     * @throws ProtocolException if it is not exactly what section "Messages" describes
     */
    public static Message decode(byte[] payload) throws ProtocolException {
        try {
            JsonObject json = JsonObject.parse(payload, Limits.JSON_DEPTH);
            String type = json.string("type");
            Message message = RequestReader.read(type, json);
            if (message == null) {
                message = AnswerReader.read(type, json);
            }
            if (message == null) {
                throw new UnsupportedMessageException();
            }
            return message;
        } catch (JsonException | InvalidValueException e) {
            throw new ProtocolException("a malformed message: " + e.getMessage());
        }
    }
}
