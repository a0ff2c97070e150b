package reliablep2p.trust.journal;

import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.SignedText;

/**
 * What lies beside a copy of the journal and proves it, to somebody who knows the network's id or wants to learn it.
 *
 * @param head as it is carried; not proved by being here
 * @param key by which it can be proved
 */
public record HeadFile(SignedText head, NetworkKey key) {
    /** The JSON of the file. */
    public byte[] toBytes() {
        return JsonBuilder.object()
                .put("payload", head.payload())
                .put("signature", head.signature())
                .put("certificate", key.text())
                .toBytes();
    }

    /**
     * Reads the file.
     *
     * @throws JournalException if it is malformed
     */
    public static HeadFile parse(byte[] bytes) throws JournalException {
        try {
            JsonObject json = JsonObject.parse(bytes, 1);
            return new HeadFile(
                    new SignedText(json.string("payload"), json.string("signature")),
                    NetworkKey.parse(json.string("certificate")));
        } catch (JsonException e) {
            throw new JournalException(0, "the head is malformed: " + e.getMessage());
        }
    }
}
