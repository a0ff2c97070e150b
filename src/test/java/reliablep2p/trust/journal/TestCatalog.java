package reliablep2p.trust.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.SignedText;
import reliablep2p.model.TrustedFile;
import reliablep2p.trust.Identity;

/** A journal that is written and signed as its test says, whatever that is. */
public final class TestCatalog {
    private static final Duration LIFE = Duration.ofDays(7);

    private final Identity identity;
    private final NetworkSigner signer;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private Position position;

    public TestCatalog(Identity identity) {
        this.identity = identity;
        this.signer = new NetworkSigner(identity);
        this.position = Position.start(identity.id());
    }

    public TestCatalog() {
        this(Identity.generate());
    }

    /** Another journal of the same network with the same lines. */
    public TestCatalog copy() {
        TestCatalog other = new TestCatalog(identity);
        other.all.writeBytes(all.toByteArray());
        other.position = position;
        return other;
    }

    public static TrustedFile file(String name, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new TrustedFile(new FileName(name), bytes.length, Sha256.of(bytes));
    }

    public static JournalEntry approved(String name, String text) {
        return new JournalEntry.Approved(
                file(name, text), Pieces.uncut(file(name, text)), 1, Approval.By.DIRECTORY, Optional.empty());
    }

    public static JournalEntry revoked(String name) {
        return new JournalEntry.Revoked(new FileName(name), OptionalInt.empty(), "");
    }

    /** Adds lines as the program writes them. */
    public TestCatalog add(JournalEntry... entries) {
        JournalLines.Written written = JournalLines.follow(position, Instant.now(), List.of(entries));
        all.writeBytes(written.bytes());
        position = written.position();
        return this;
    }

    /** Adds so many files. */
    public TestCatalog addFiles(int count) {
        for (int i = 0; i < count; i++) {
            add(approved("file" + position.number() + ".txt", "text " + i));
        }
        return this;
    }

    /** Adds a line of the right number and chain, and otherwise with these fields. */
    public TestCatalog addFields(String fields) {
        byte[] line = ("{\"number\":" + (position.number() + 1) + ",\"time\":\"2026-01-02T03:04:05Z\",\"previous\":\""
                        + position.last().hex() + "\"," + fields + "}")
                .getBytes(UTF_8);
        return addRaw(line);
    }

    /** Adds any bytes as a line. */
    public TestCatalog addRaw(byte[] line) {
        all.writeBytes(line);
        all.write('\n');
        position = position.after(Sha256.of(line), line.length + 1);
        return this;
    }

    public byte[] bytes() {
        return all.toByteArray();
    }

    /** From there to the end. */
    public byte[] from(long offset) {
        return Arrays.copyOfRange(bytes(), (int) offset, all.size());
    }

    public Position position() {
        return position;
    }

    public Identity identity() {
        return identity;
    }

    public PeerId network() {
        return identity.id();
    }

    public NetworkKey key() {
        return signer.key();
    }

    public NetworkSigner signer() {
        return signer;
    }

    /** Signs what is here, now. */
    public SignedText head() {
        return head(Instant.now(), LIFE);
    }

    public SignedText head(Instant issued, Duration life) {
        return sign(position, issued, life);
    }

    /** Signs anything. */
    public SignedText sign(Position at) {
        return sign(at, Instant.now(), LIFE);
    }

    private SignedText sign(Position at, Instant issued, Duration life) {
        return signer.sign(new CatalogHead(at.number(), at.bytes(), at.last(), issued, issued.plus(life)));
    }

    /** What lies beside a copy. */
    public byte[] headFile() {
        return new HeadFile(head(), key()).toBytes();
    }
}
