package reliablep2p.trust.journal;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;
import reliablep2p.model.Pieces;
import reliablep2p.model.Revocation;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** The fields of each kind of entry. */
final class EntryJson {
    private static final String TRUSTED = "trusted";

    private EntryJson() {}

    static JsonBuilder write(JournalLine line) {
        JsonBuilder json = JsonBuilder.object()
                .put("number", line.number())
                .put("time", line.time().toString())
                .put("previous", line.previous().hex());
        JournalEntry entry = line.entry();
        if (entry instanceof JournalEntry.Approved approved) {
            TrustedFile file = approved.file();
            json.put("entry", "approved")
                    .put("name", file.name().text())
                    .put("version", approved.version())
                    .put("size", file.size())
                    .put("sha256", file.sha256().hex())
                    .put("piece_size", approved.pieces().pieceSize())
                    .put("pieces", approved.pieces().list().hex())
                    .put("by", approved.by().word());
            approved.sharer().ifPresent(id -> json.put("sharer", id.hex()));
        } else if (entry instanceof JournalEntry.Revoked revoked) {
            json.put("entry", "revoked").put("name", revoked.name().text());
            revoked.version().ifPresent(version -> json.put("version", version));
            json.put("why", revoked.why());
        } else if (entry instanceof JournalEntry.Granted granted) {
            json.put("entry", "granted")
                    .put("peer", granted.peer().hex())
                    .put("role", TRUSTED)
                    .put("note", granted.note());
        } else if (entry instanceof JournalEntry.Taken taken) {
            json.put("entry", "taken").put("peer", taken.peer().hex()).put("role", TRUSTED);
        } else if (entry instanceof JournalEntry.Expelled expelled) {
            json.put("entry", "expelled").put("peer", expelled.peer().hex()).put("why", expelled.why());
        } else if (entry instanceof JournalEntry.Readmitted readmitted) {
            json.put("entry", "readmitted").put("peer", readmitted.peer().hex());
        } else {
            throw new IllegalArgumentException("an entry that this program would not write");
        }
        return json;
    }

    static JournalEntry read(JsonObject json) throws JsonException, InvalidValueException {
        String kind = json.string("entry");
        return switch (kind) {
            case "approved" -> approved(json);
            case "revoked" -> revoked(json);
            case "granted" -> new JournalEntry.Granted(trusted(json), words(json, "note"));
            case "taken" -> new JournalEntry.Taken(trusted(json));
            case "expelled" -> new JournalEntry.Expelled(peer(json, "peer"), words(json, "why"));
            case "readmitted" -> new JournalEntry.Readmitted(peer(json, "peer"));
            default -> throw new JsonException("an entry of a kind that only a later version of this program knows");
        };
    }

    private static JournalEntry approved(JsonObject json) throws JsonException, InvalidValueException {
        int version = (int) json.integer("version", 1, Integer.MAX_VALUE);
        long size = json.integer("size", 0, Long.MAX_VALUE);
        Sha256 sha256 = Sha256.parse(json.string("sha256"));
        Approval.By by = by(json.string("by"));
        Optional<PeerId> sharer = json.has("sharer") ? Optional.of(peer(json, "sharer")) : Optional.empty();
        String text = json.string("name");
        String fault = fault(text);
        if (fault != null) {
            return new JournalEntry.Unusable(fault);
        }
        TrustedFile file = new TrustedFile(FileName.parse(text), size, sha256);
        return new JournalEntry.Approved(file, pieces(json, file), version, by, sharer);
    }

    /** Lines from before there were pieces name none: such a file is a single one. */
    private static Pieces pieces(JsonObject json, TrustedFile file) throws JsonException, InvalidValueException {
        return json.contains("piece_size")
                ? Pieces.parse(
                        json.integer("piece_size", 1, Long.MAX_VALUE), Sha256.parse(json.string("pieces")), file.size())
                : Pieces.uncut(file);
    }

    private static JournalEntry revoked(JsonObject json) throws JsonException, InvalidValueException {
        OptionalInt version = json.has("version")
                ? OptionalInt.of((int) json.integer("version", 1, Integer.MAX_VALUE))
                : OptionalInt.empty();
        String why = words(json, "why");
        String text = json.string("name");
        String fault = fault(text);
        return fault == null
                ? new JournalEntry.Revoked(FileName.parse(text), version, why)
                : new JournalEntry.Unusable(fault);
    }

    private static @Nullable String fault(String name) {
        try {
            FileName.parse(name);
            return null;
        } catch (InvalidValueException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Approval.By by(String word) throws JsonException {
        for (Approval.By by : Approval.By.values()) {
            if (by.word().equals(word)) {
                return by;
            }
        }
        throw new JsonException("the field \"by\" is none of directory, operator, trusted and all");
    }

    private static PeerId trusted(JsonObject json) throws JsonException, InvalidValueException {
        if (!json.string("role").equals(TRUSTED)) {
            throw new JsonException("a role that only a later version of this program knows");
        }
        return peer(json, "peer");
    }

    private static PeerId peer(JsonObject json, String key) throws JsonException, InvalidValueException {
        return PeerId.parse(json.string(key));
    }

    private static String words(JsonObject json, String key) throws JsonException {
        String words = json.string(key);
        if (words.length() > Revocation.MAX_WHY) {
            throw new JsonException("the field \"" + key + "\" is longer than " + Revocation.MAX_WHY + " characters");
        }
        return words;
    }
}
