package reliablep2p.trust.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Sha256;

/**
 * What the network's key signs: how far the journal reaches, and until when that is said.
 *
 * @param number of the last line; 0 if there is none
 * @param bytes of all lines, with their ends
 * @param last the hash of the last line without its end; the network's id if there is none
 * @param issued when it was signed, by the database peer's clock
 * @param expires when the signature ends
 */
public record CatalogHead(long number, long bytes, Sha256 last, Instant issued, Instant expires) {
    /** Cuts the times to whole milliseconds, as they are written. */
    public CatalogHead {
        issued = issued.truncatedTo(ChronoUnit.MILLIS);
        expires = expires.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The text that is signed. */
    public String payload() {
        return JsonBuilder.object()
                .put("number", number)
                .put("bytes", bytes)
                .put("last", last.hex())
                .put("issued", issued.toString())
                .put("expires", expires.toString())
                .toString();
    }

    /**
     * Reads a text that was signed.
     *
     * @throws JournalException naming the rule that it breaks
     */
    static CatalogHead parse(byte[] payload) throws JournalException {
        try {
            JsonObject json = JsonObject.parse(payload, 1);
            return new CatalogHead(
                    json.integer("number", 0, Long.MAX_VALUE),
                    json.integer("bytes", 0, Long.MAX_VALUE),
                    Sha256.parse(json.string("last")),
                    Instant.parse(json.string("issued")),
                    Instant.parse(json.string("expires")));
        } catch (JsonException | InvalidValueException | DateTimeException e) {
            throw new JournalException(0, "the head is malformed");
        }
    }
}
