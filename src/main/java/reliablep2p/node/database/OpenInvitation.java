package reliablep2p.node.database;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/**
 * An invitation as the database peer remembers it: not its secret, only that one's hash.
 *
 * @param fingerprint SHA-256 of the secret
 * @param made when, in whole milliseconds
 * @param expires from when on it is worth nothing, in whole milliseconds
 * @param left how many peers it still lets in, 0 to {@link Invitations#MAX_USES}
 * @param latest whom it let in last, if anybody
 */
record OpenInvitation(Sha256 fingerprint, Instant made, Instant expires, int left, Optional<PeerId> latest) {
    OpenInvitation {
        if (left < 0 || left > Invitations.MAX_USES) {
            throw new IllegalArgumentException("not the uses of an invitation");
        }
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(expires);
    }

    /** Whether it may still let somebody in. */
    boolean isOpen(Instant now) {
        return left > 0 && !hasExpired(now);
    }

    OpenInvitation usedBy(PeerId peer) {
        return new OpenInvitation(fingerprint, made, expires, left - 1, Optional.of(peer));
    }

    JsonBuilder toJson() {
        JsonBuilder json = JsonBuilder.object()
                .put("sha256", fingerprint.hex())
                .put("made", made.toEpochMilli())
                .put("expires", expires.toEpochMilli())
                .put("left", left);
        latest.ifPresent(peer -> json.put("latest", peer.hex()));
        return json;
    }

    static OpenInvitation read(JsonObject json) throws JsonException, InvalidValueException {
        String latest = json.optionalString("latest");
        return new OpenInvitation(
                Sha256.parse(json.string("sha256")),
                Instant.ofEpochMilli(json.integer("made", 0, Long.MAX_VALUE)),
                Instant.ofEpochMilli(json.integer("expires", 0, Long.MAX_VALUE)),
                (int) json.integer("left", 0, Invitations.MAX_USES),
                latest == null ? Optional.empty() : Optional.of(PeerId.parse(latest)));
    }
}
