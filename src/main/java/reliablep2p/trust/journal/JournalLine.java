package reliablep2p.trust.journal;

import java.time.DateTimeException;
import java.time.Instant;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Sha256;

/**
 * One line of the journal.
 *
 * @param number its place, from 1
 * @param time when it was written, by the database peer's clock, in whole milliseconds
 * @param previous the hash of the line before, without its end; in the first line the network's id
 * @param entry what it says
 */
public record JournalLine(long number, Instant time, Sha256 previous, JournalEntry entry) {
    /** The longest line, in bytes with its end. */
    public static final int MAX_BYTES = 4_096;

    /**
     * The JSON of the line, without its end.
     *
     * @throws IllegalArgumentException for an entry that is unusable
     */
    public byte[] toBytes() {
        return EntryJson.write(this).toBytes();
    }

    /**
     * Reads a line without its end.
     *
     * @throws JournalException naming the rule that it breaks; its line is 0
     */
    public static JournalLine parse(byte[] line) throws JournalException {
        try {
            JsonObject json = JsonObject.parse(line, 1);
            return new JournalLine(
                    json.integer("number", 1, Long.MAX_VALUE),
                    Instant.parse(json.string("time")),
                    Sha256.parse(json.string("previous")),
                    EntryJson.read(json));
        } catch (JsonException | InvalidValueException e) {
            throw new JournalException(0, String.valueOf(e.getMessage()));
        } catch (DateTimeException e) {
            throw new JournalException(0, "the field \"time\" is not a time");
        }
    }
}
