package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FileDetails;
import reliablep2p.node.Holder;
import reliablep2p.node.Provenance;
import reliablep2p.shell.RecordingScreen;
import reliablep2p.shell.Sample;

class InfoTextTest {
    private static final Instant LISTED = Instant.parse("2026-01-03T10:00:00Z");
    private static final Instant GOT = Instant.parse("2026-01-03T11:02:03.456789Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
    private static final String HASH = Sample.HANGMAN.sha256().hex();

    private static FileDetails known() {
        return new FileDetails(
                Sample.HANGMAN,
                Optional.of(LISTED),
                Optional.of(new FileDetails.Copy(Sample.HANGMAN, Path.of("port_9001/hangman.java"), GOT, true)),
                List.of(
                        Holder.present(Sample.SELF, new Provenance.Here()),
                        Holder.present(Sample.OTHER, new Provenance.Seen(DAY)),
                        new Holder(Sample.DATABASE.id(), Optional.of(Sample.DATABASE), true, new Provenance.Backup()),
                        new Holder(
                                Sample.member(9004, Role.PEER).id(),
                                Optional.empty(),
                                true,
                                new Provenance.Told(Sample.OTHER.id(), Optional.of(Sample.OTHER), DAY))),
                Optional.empty());
    }

    private static List<String> lines(FileDetails details, int width) {
        return new InfoText(details, WhoIsWho.nobody(), new Times(ZoneOffset.UTC)).lines(width);
    }

    @Test
    void tellsWhoHoldsTheFileAndHowThatIsKnown() {
        assertThat(lines(known(), 120))
                .containsExactly(
                        "File     hangman.java",
                        "Size     3.4 KiB (3,456 bytes)",
                        "SHA-256  " + HASH,
                        "Catalog  in it since 2026-01-03 10:00:00 Z",
                        "Here     yes, and served",
                        "         port_9001/hangman.java",
                        "         since 2026-01-03 11:02:03 Z",
                        "Holders  " + Sample.SELF + "  this peer: holds it",
                        "         " + Sample.OTHER + "  seen: it sent or took it all, 2026-01-02",
                        "         " + Sample.DATABASE + "  away now; keeps the backup of everything",
                        "         (" + Sample.member(9004, Role.PEER).id().shortened()
                                + ")                 away now; told by 127.0.0.1:9002, 2026-01-02");
    }

    @Test
    void losesNothingAt20Columns() {
        List<String> lines = lines(known(), 20);
        assertThat(lines).allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(20));
        assertThat(String.join("", lines).replace(" ", "")).contains(HASH, "keepsthebackupofeverything");
    }

    @Test
    void saysWhenOtherBytesLieUnderTheName() {
        TrustedFile other = Sample.file("hangman.java", 12);
        FileDetails details = new FileDetails(
                Sample.MELODY,
                Optional.of(LISTED),
                Optional.of(new FileDetails.Copy(other, Path.of("x\u001b[2J"), GOT, false)),
                List.of(),
                Optional.empty());
        assertThat(lines(details, 200))
                .contains(
                        "Here     another file of this name, not served: 12 bytes, SHA-256 "
                                + other.sha256().hex(),
                        "         x\\u001b[2J",
                        "Holders  nobody is known to have it now");
    }

    @Test
    void saysThatAFileIsHereButNotListed() {
        FileDetails details = new FileDetails(
                Sample.HANGMAN,
                Optional.empty(),
                Optional.of(new FileDetails.Copy(Sample.HANGMAN, Path.of("a"), GOT, false)),
                List.of(),
                Optional.empty());
        assertThat(lines(details, 80))
                .contains("Catalog  not in it, so nobody serves it", "Here     yes, but not served")
                .noneMatch(line -> line.startsWith("Holders"));
    }

    @Test
    void tellsAProgramTheExactValues() {
        RecordingScreen screen = new RecordingScreen(20);
        Output.json(screen).print(new Answer.Info(known(), WhoIsWho.nobody()));
        assertThat(screen.answers())
                .singleElement()
                .isEqualTo("{\"event\":\"info\",\"name\":\"hangman.java\",\"size\":3456,\"sha256\":\"" + HASH
                        + "\",\"listed\":true,\"held\":true,\"listed_since\":\"2026-01-03T10:00:00Z\","
                        + "\"copy\":{\"path\":\"port_9001/hangman.java\",\"size\":3456,\"sha256\":\"" + HASH
                        + "\",\"modified\":\"2026-01-03T11:02:03.456Z\",\"served\":true},\"holders\":["
                        + "{\"host\":\"127.0.0.1\",\"port\":9001,\"id\":\""
                        + Sample.SELF.id().hex()
                        + "\",\"role\":\"peer\",\"away\":false,\"known\":\"here\"},"
                        + "{\"host\":\"127.0.0.1\",\"port\":9002,\"id\":\""
                        + Sample.OTHER.id().hex()
                        + "\",\"role\":\"peer\",\"away\":false,\"known\":\"seen\",\"day\":\"2026-01-02\"},"
                        + "{\"host\":\"127.0.0.1\",\"port\":9000,\"id\":\""
                        + Sample.DATABASE.id().hex()
                        + "\",\"role\":\"database\",\"away\":true,\"known\":\"backup\"},"
                        + "{\"id\":\"" + Sample.member(9004, Role.PEER).id().hex()
                        + "\",\"away\":true,\"known\":\"told\",\"teller\":\""
                        + Sample.OTHER.id().hex()
                        + "\",\"day\":\"2026-01-02\"}]}");
    }
}
