package reliablep2p.shell;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.Holder;
import reliablep2p.node.Provenance;

/** Values that the tests of the shell share. */
public final class Sample {
    public static final Member DATABASE = member(9000, Role.DATABASE);
    public static final Member SELF = member(9001, Role.PEER);
    public static final Member OTHER = member(9002, Role.PEER);
    public static final TrustedFile HANGMAN = file("hangman.java", 3_456);
    public static final TrustedFile MELODY = file("melody.mp3", 3_879_731);
    public static final TrustedFile WIDE = file("日本語の長いファイル名です.txt", 0);

    public static final List<Holder> HANGMAN_HOLDERS = List.of(
            Holder.present(SELF, new Provenance.Here()),
            Holder.present(OTHER, new Provenance.Seen(LocalDate.of(2026, 1, 2))),
            Holder.present(DATABASE, new Provenance.Backup()));

    private Sample() {}

    public static Member member(int port, Role role) {
        return new Member(new PeerId(hash("peer " + port)), new Address("127.0.0.1", port), role);
    }

    public static TrustedFile file(String name, long size) {
        return new TrustedFile(new FileName(name), size, new Sha256(hash(name)));
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
