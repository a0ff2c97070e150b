package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.model.SignedText;
import reliablep2p.model.TrustedFile;

/**
 * The messages whose bytes are fixed: each has a file with its payload among the resources, and is an example in
 * {@code docs/PROTOCOL.md}. A change of one of these files is a change of the protocol.
 */
final class GoldenFrames {
    static final PeerId DATABASE = id("database peer");
    static final PeerId ALICE = id("alice");
    static final PeerId BOB = id("bob");
    static final TrustedFile MELODY = file("melody.mp3", 482_133);
    static final TrustedFile NOTES = file("Größe & \"Maß\".txt", 0);

    static final InvitationSecret SECRET =
            new InvitationSecret(Sha256.of("secret".getBytes(UTF_8)).hex());
    static final SignedText HEAD = new SignedText(
            "{\"number\":4,\"bytes\":1551,\"last\":\"" + MELODY.sha256().hex()
                    + "\",\"issued\":\"2026-01-01T00:00:00Z\",\"expires\":\"2026-01-08T00:00:00Z\"}",
            "MEUCIQDL1y0p+bYV3yQj1xY1xqk0Vn6m1pXwB5cV0Hq0m0a4LAIgR3l0d3JvbmcgYnl0ZXMgb2YgYSBzaWduYXR1cmU=");
    static final SignedText ADMISSION = new SignedText(
            "{\"member\":\"" + ALICE.hex()
                    + "\",\"issued\":\"2026-01-01T00:00:00Z\",\"expires\":\"2026-01-08T00:00:00Z\"}",
            "MEQCIGd1ZXN0cyBvZiB0aGUgbmV0d29yayBhbmQgbm9ib2R5IGVsc2UCIGFyZSB0b2xkIGFwYXJ0IGJ5IHRoaXMgc2lnbmF0dXJl");

    /** From the name of the resource to what it means. */
    static final Map<String, Message> MESSAGES = messages();

    private GoldenFrames() {}

    static byte[] payload(String name) {
        try (InputStream in = GoldenFrames.class.getResourceAsStream("golden/" + name + ".json")) {
            if (in == null) {
                throw new AssertionError("there is no golden frame " + name);
            }
            // The file ends with a newline, which is no part of the frame.
            return new String(in.readAllBytes(), UTF_8).stripTrailing().getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(payload(name), UTF_8);
    }

    static PeerId id(String seed) {
        return PeerId.ofCertificate(seed.getBytes(UTF_8));
    }

    static TrustedFile file(String name, long size) {
        return new TrustedFile(new FileName(name), size, Sha256.of(name.getBytes(UTF_8)));
    }

    private static Map<String, Message> messages() {
        Member database = new Member(DATABASE, new Address("127.0.0.1", 9000), Role.DATABASE);
        Member alice = new Member(ALICE, new Address("127.0.0.1", 9001), Role.PEER);
        Member bob = new Member(BOB, new Address("::1", 9002), Role.PEER);
        long number = 1_767_225_600_000L;
        Map<String, Message> messages = new LinkedHashMap<>();
        messages.put("connect", new ConnectRequest(3, 9001, 0, Optional.empty()));
        messages.put("connect_invited", new ConnectRequest(3, 9001, 1_234, Optional.of(SECRET)));
        messages.put("get_catalog", new CatalogRequest(1_234));
        messages.put("hello", new HelloRequest(9001, ADMISSION));
        messages.put("offer", new OfferRequest(MELODY));
        messages.put("admitted", new AdmittedAnswer(ADMISSION));
        messages.put("catalog", new CatalogAnswer(1_234, 317, HEAD));
        messages.put("offer_state_waiting", new OfferAnswer(MELODY, OfferState.WAITING, 0, ""));
        messages.put("offer_state_approved", new OfferAnswer(MELODY, OfferState.APPROVED, 2, ""));
        messages.put("offer_state_rejected", new OfferAnswer(MELODY, OfferState.REJECTED, 0, "wrong key"));
        messages.put("disconnect", new DisconnectRequest());
        messages.put("get", new GetRequest(MELODY.name(), MELODY.sha256()));
        messages.put("get_rest", new GetRequest(MELODY.name(), MELODY.sha256(), 300_000, 65_536));
        messages.put("get_any", new GetRequest(MELODY.name(), MELODY.sha256(), PieceSet.of(BitSet.valueOf(new byte[] {
            9, 2
        }))));
        messages.put("get_pieces", new PiecesRequest(MELODY.name(), MELODY.sha256(), true));
        messages.put("pieces_all", new PiecesAnswer(MELODY.sha256(), Optional.empty(), 320));
        messages.put(
                "pieces_some",
                new PiecesAnswer(
                        MELODY.sha256(), Optional.of(PieceSet.of(BitSet.valueOf(new byte[] {(byte) 0xFF, 1}))), 0));
        messages.put("clear", new ClearRequest(49_152));
        messages.put("clear_token", new ClearAnswer(ALICE.hex(), BOB.hex()));
        messages.put("get_map", new MapRequest());
        messages.put("ping", new PingRequest());
        messages.put("resync", new ResyncRequest());
        messages.put("done", new DoneAnswer());
        messages.put("pong", new PongAnswer());
        messages.put("file", new FileAnswer(MELODY));
        messages.put("file_rest", new FileAnswer(MELODY, 300_000, 65_536));
        messages.put("error", new ErrorAnswer(ErrorCode.NOT_LISTED, "There is no such file in the catalog."));
        messages.put(
                "map",
                new MapAnswer(List.of(
                        new MapAnswer.Claim(MELODY.name(), MELODY.sha256(), List.of(ALICE, BOB)),
                        new MapAnswer.Claim(NOTES.name(), NOTES.sha256(), List.of(BOB)))));
        messages.put("update_peers_whole", new UpdatePeers(number, true, false, List.of(database, alice), List.of()));
        messages.put("update_peers_change", new UpdatePeers(number + 1, false, false, List.of(bob), List.of(ALICE)));
        return messages;
    }
}
