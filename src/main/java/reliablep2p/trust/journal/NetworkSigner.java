package reliablep2p.trust.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import reliablep2p.model.SignedText;
import reliablep2p.trust.Identity;

/** Signs in the name of the network: only the database peer can. Thread-safe. */
public final class NetworkSigner {
    private final Identity identity;
    private final NetworkKey key;

    /** Makes it of the database peer's identity, which is a P-256 key. */
    public NetworkSigner(Identity identity) {
        this.identity = identity;
        this.key = new NetworkKey(identity.certificate());
    }

    /** By which everybody can prove what was signed. */
    public NetworkKey key() {
        return key;
    }

    /** Signs how far the journal reaches. */
    public SignedText sign(CatalogHead head) {
        return sign(NetworkKey.HEAD, head.payload());
    }

    /** Signs that a peer was let in. */
    public SignedText sign(Ticket ticket) {
        return sign(NetworkKey.ADMISSION, ticket.payload());
    }

    private SignedText sign(String context, String payload) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(identity.key());
            signer.update(context.getBytes(StandardCharsets.US_ASCII));
            signer.update(payload.getBytes(StandardCharsets.UTF_8));
            return new SignedText(payload, Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that has signed before", e);
        }
    }
}
