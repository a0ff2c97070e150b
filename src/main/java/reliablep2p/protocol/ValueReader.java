package reliablep2p.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.model.SignedText;
import reliablep2p.model.TrustedFile;

/** Reads the values that several messages hold from their JSON. */
final class ValueReader {
    private ValueReader() {}

    static Sha256 sha256(JsonObject json) throws JsonException, InvalidValueException {
        return Sha256.parse(json.string("sha256"));
    }

    static TrustedFile file(JsonObject json) throws JsonException, InvalidValueException {
        return new TrustedFile(FileName.parse(json.string("name")), size(json), sha256(json));
    }

    /**
     * A name, or null if it breaks the rules. Which characters exist depends on the version of Unicode, and thus of
     * Java, on either side: one new name must not cost the whole list.
     */
    static @Nullable FileName nameOrNull(String text) {
        try {
            return FileName.parse(text);
        } catch (InvalidValueException e) {
            return null;
        }
    }

    static Member member(JsonObject json) throws JsonException, InvalidValueException {
        PeerId id = PeerId.parse(json.string("id"));
        Address address = Address.of(json.string("host"), json.integer("port", 1, Address.MAX_PORT));
        return new Member(id, address, role(json.string("role")));
    }

    static List<PeerId> ids(List<String> texts) throws InvalidValueException {
        List<PeerId> ids = new ArrayList<>(texts.size());
        for (String text : texts) {
            ids.add(PeerId.parse(text));
        }
        return ids;
    }

    static int port(JsonObject json) throws JsonException {
        return (int) json.integer("port", 1, Address.MAX_PORT);
    }

    /** A text with a signature: not proved by being there. */
    static SignedText signed(JsonObject json, String key) throws JsonException {
        JsonObject signed = json.object(key);
        return new SignedText(
                atMost(signed, "payload", SignedText.MAX_PAYLOAD),
                atMost(signed, "signature", SignedText.MAX_SIGNATURE));
    }

    /** A text of at most this many UTF-16 code units. */
    static String atMost(JsonObject json, String key, int length) throws JsonException {
        String text = json.string(key);
        if (text.length() > length) {
            throw new JsonException("the field \"" + key + "\" is longer than " + length + " characters");
        }
        return text;
    }

    private static long size(JsonObject json) throws JsonException {
        return json.integer("size", 0, Long.MAX_VALUE);
    }

    private static Role role(String word) throws JsonException {
        for (Role role : Role.values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new JsonException("the field \"role\" is neither database nor peer");
    }
}
