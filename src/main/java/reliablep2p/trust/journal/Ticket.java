package reliablep2p.trust.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;

/**
 * That the database peer has let a peer in; {@code docs/PROTOCOL.md}, "admitted".
 *
 * @param member who
 * @param issued when it was signed, by the database peer's clock
 * @param expires when the signature ends
 */
public record Ticket(PeerId member, Instant issued, Instant expires) {
    /** Cuts the times to whole milliseconds, as they are written. */
    public Ticket {
        issued = issued.truncatedTo(ChronoUnit.MILLIS);
        expires = expires.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The text that is signed. */
    public String payload() {
        return JsonBuilder.object()
                .put("member", member.hex())
                .put("issued", issued.toString())
                .put("expires", expires.toString())
                .toString();
    }

    /**
     * Reads a text that was signed.
     *
     * @throws JournalException naming the rule that it breaks
     */
    static Ticket parse(byte[] payload) throws JournalException {
        try {
            JsonObject json = JsonObject.parse(payload, 1);
            return new Ticket(
                    PeerId.parse(json.string("member")),
                    Instant.parse(json.string("issued")),
                    Instant.parse(json.string("expires")));
        } catch (JsonException | InvalidValueException | DateTimeException e) {
            throw new JournalException(0, "the admission is malformed");
        }
    }
}
