package reliablep2p.shell;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.Address;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.Revocation;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.model.TrustedPeer;
import reliablep2p.node.BackupReport;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.Holder;
import reliablep2p.node.PendingFile;
import reliablep2p.node.Provenance;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.ScrubStatus;
import reliablep2p.shell.output.WhoIsWho;

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

    public static final Instant SIGNED = Instant.parse("2026-01-02T10:00:00Z");
    public static final Instant EXPIRES = Instant.parse("2026-01-09T10:00:00Z");
    public static final TrustedPeer TRUSTED = new TrustedPeer(OTHER.id(), "the library \u001b[2J", SIGNED);
    public static final WhoIsWho WHO = new WhoIsWho(List.of(DATABASE, SELF, OTHER), List.of(TRUSTED));
    public static final Revocation REVOCATION = new Revocation(EXPIRES, "a password \u001b[2J");
    public static final FileVersion FIRST = new FileVersion(
            file("hangman.java", 3_000),
            1,
            new Approval(SIGNED, Approval.By.DIRECTORY, Optional.empty()),
            Optional.of(REVOCATION));
    public static final FileVersion SECOND = new FileVersion(
            HANGMAN, 2, new Approval(EXPIRES, Approval.By.OPERATOR, Optional.of(OTHER.id())), Optional.empty());
    public static final PendingFile PENDING =
            new PendingFile(file("notes.txt", 2_048), OTHER.id(), Optional.of(OTHER), SIGNED, OfferState.WAITING, 1);

    public static final ScrubStatus SCRUB = new ScrubStatus(
            Optional.of(SIGNED),
            3,
            3_456,
            false,
            2,
            1,
            1,
            List.of(Path.of(".reliablep2p", "address-book.jsonl.damaged-1")));
    public static final ScrubReport SCRUBBED = new ScrubReport(
            3,
            3_456,
            List.of(new ScrubReport.Fault(
                    HANGMAN, ScrubReport.Kind.DAMAGED, Optional.of(Path.of("damaged", "hangman.java")), true)),
            Duration.ofMillis(1_500));

    public static final BackupReport BACKUP =
            new BackupReport(Path.of("copy", "db"), 2, 3_456, 7, List.of(MELODY), Duration.ofMillis(1_500));

    private Sample() {}

    public static CatalogStatus catalog(boolean expired) {
        return new CatalogStatus(
                Optional.of(DATABASE.id()),
                Path.of("port_9001", ".reliablep2p", "catalog.jsonl"),
                12,
                3_456,
                2,
                Optional.of(SIGNED),
                Optional.of(EXPIRES),
                expired);
    }

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
