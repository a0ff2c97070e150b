package reliablep2p.trust.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.PeerId;
import reliablep2p.model.Pieces;
import reliablep2p.model.Revocation;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class JournalLineTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String HASH = "ab".repeat(32);
    private static final Sha256 PREVIOUS = new Sha256(HASH);
    private static final PeerId PEER = new PeerId("cd".repeat(32));
    private static final FileName NAME = new FileName("Größe \"ß\".txt");
    private static final TrustedFile FILE = new TrustedFile(NAME, Pieces.MAX_FILE, PREVIOUS);
    private static final Pieces PIECES = new Pieces(Pieces.MAX_SIZE, PREVIOUS);
    private static final String WHY = "a\u0001\n\t\u202e\ud83d\ude00\\ \"quoted\"";

    private static final List<JournalEntry> KINDS = List.of(
            new JournalEntry.Approved(FILE, PIECES, 1, Approval.By.DIRECTORY, Optional.empty()),
            new JournalEntry.Approved(FILE, PIECES, Integer.MAX_VALUE, Approval.By.OPERATOR, Optional.of(PEER)),
            new JournalEntry.Approved(FILE, PIECES, 2, Approval.By.TRUSTED, Optional.of(PEER)),
            new JournalEntry.Approved(FILE, PIECES, 2, Approval.By.ALL, Optional.of(PEER)),
            new JournalEntry.Revoked(NAME, OptionalInt.empty(), WHY),
            new JournalEntry.Revoked(NAME, OptionalInt.of(3), ""),
            new JournalEntry.Granted(PEER, WHY),
            new JournalEntry.Taken(PEER),
            new JournalEntry.Expelled(PEER, WHY),
            new JournalEntry.Readmitted(PEER));

    /** A good line of each kind, without its beginning. */
    private static final Map<String, String> FIELDS = Map.of(
            "approved",
            "\"name\":\"a.txt\",\"version\":1,\"size\":5,\"sha256\":\"" + HASH + "\",\"by\":\"all\",\"sharer\":\""
                    + HASH + "\"",
            "revoked",
            "\"name\":\"a.txt\",\"version\":1,\"why\":\"\"",
            "granted",
            "\"peer\":\"" + HASH + "\",\"role\":\"trusted\",\"note\":\"\"",
            "taken",
            "\"peer\":\"" + HASH + "\",\"role\":\"trusted\"",
            "expelled",
            "\"peer\":\"" + HASH + "\",\"why\":\"\"",
            "readmitted",
            "\"peer\":\"" + HASH + "\"");

    @Test
    void eachKindIsReadAsItWasWritten() throws Exception {
        for (JournalEntry entry : KINDS) {
            JournalLine line = new JournalLine(7, TIME, PREVIOUS, entry);
            assertThat(JournalLine.parse(line.toBytes())).isEqualTo(line);
            assertThat(new String(line.toBytes(), UTF_8)).doesNotContain("\n").startsWith("{\"number\":7,\"time\":");
        }
    }

    @Test
    void theLongestEntryIsAGoodLine() throws Exception {
        FileName longest = new FileName("ä".repeat(127));
        JournalEntry entry = new JournalEntry.Revoked(
                longest, OptionalInt.of(Integer.MAX_VALUE), "\u0001".repeat(Revocation.MAX_WHY));
        JournalLines.Written written =
                JournalLines.follow(new Position(Long.MAX_VALUE - 1, 0, PREVIOUS), TIME, List.of(entry));
        assertThat(written.bytes()).hasSizeLessThan(JournalLine.MAX_BYTES);
        assertThat(written.lines().get(0).entry()).isEqualTo(entry);
    }

    @Test
    void reasonsEndAtTheirLimit() throws Exception {
        String most = "x".repeat(Revocation.MAX_WHY);
        for (String kind : List.of("revoked", "expelled")) {
            String longest = line(kind, FIELDS.get(kind)).replace("\"why\":\"\"", "\"why\":\"" + most + "\"");
            assertThat(new String(JournalLine.parse(longest.getBytes(UTF_8)).toBytes(), UTF_8))
                    .contains(most);
            assertThat(expectRefusal(longest.replace(most, most + "x"))).contains("longer than 200");
        }
    }

    @Test
    void noLineIsWrittenThatNobodyWouldRead() {
        Position end = new Position(6, 0, PREVIOUS);
        JournalEntry entry = new JournalEntry.Expelled(PEER, "");
        String filling = "x"
                .repeat(JournalLine.MAX_BYTES
                        - JournalLines.follow(end, TIME, List.of(entry)).bytes().length);

        JournalEntry longest = new JournalEntry.Expelled(PEER, filling);
        assertThat(JournalLines.follow(end, TIME, List.of(longest)).bytes()).hasSize(JournalLine.MAX_BYTES);
        JournalEntry longer = new JournalEntry.Expelled(PEER, filling + "x");
        assertThatIllegalArgumentException().isThrownBy(() -> JournalLines.follow(end, TIME, List.of(longer)));
    }

    @Test
    void everyFieldIsNeededButThoseThatMayBeMissing() throws Exception {
        for (Map.Entry<String, String> kind : FIELDS.entrySet()) {
            String whole = line(kind.getKey(), kind.getValue());
            JournalLine.parse(whole.getBytes(UTF_8));
            for (String field : fieldsOf(whole)) {
                String without = whole.replace(field + ",", "").replace("," + field + "}", "}");
                String key = field.substring(1, field.indexOf('"', 1));
                boolean optional = key.equals("sharer") || (kind.getKey().equals("revoked") && key.equals("version"));
                assertThat(without).isNotEqualTo(whole);
                if (optional) {
                    JournalLine.parse(without.getBytes(UTF_8));
                } else {
                    expectRefusal(without);
                }
            }
        }
    }

    @Test
    void everyFieldHasItsType() {
        for (Map.Entry<String, String> kind : FIELDS.entrySet()) {
            String whole = line(kind.getKey(), kind.getValue());
            for (String field : fieldsOf(whole)) {
                String key = field.substring(0, field.indexOf(':') + 1);
                for (String bad : List.of("true", "[]", "{}", "1.5", "-1", "1e99")) {
                    expectRefusal(whole.replace(field, key + bad));
                }
                if (!List.of("\"why\":", "\"note\":", "\"name\":").contains(key)) {
                    expectRefusal(whole.replace(field, key + "\"\\u0000\""));
                }
            }
        }
    }

    @Test
    void valuesOutOfTheirRangeAreRefused() {
        String approved = line("approved", FIELDS.get("approved"));
        expectRefusal(approved.replace("\"version\":1", "\"version\":0"));
        expectRefusal(approved.replace("\"version\":1", "\"version\":3147483648"));
        expectRefusal(approved.replace("\"size\":5", "\"size\":9223372036854775808"));
        expectRefusal(approved.replace("\"number\":7", "\"number\":0"));
        expectRefusal(approved.replace(TIME.toString(), "2026-13-02T03:04:05Z"));
        expectRefusal(approved.replace(TIME.toString(), "yesterday"));
        expectRefusal(approved.replace(HASH, HASH.substring(1)));
        expectRefusal(approved.replace("\"by\":\"all\"", "\"by\":\"me\""));
        expectRefusal(approved.replace("\"by\":\"all\"", "\"by\":\"ALL\""));
        String tooLong = "\"" + "x".repeat(Revocation.MAX_WHY + 1) + "\"";
        expectRefusal(line("revoked", FIELDS.get("revoked")).replace("\"why\":\"\"", "\"why\":" + tooLong));
        expectRefusal(line("expelled", FIELDS.get("expelled")).replace("\"why\":\"\"", "\"why\":" + tooLong));
        expectRefusal(line("granted", FIELDS.get("granted")).replace("\"note\":\"\"", "\"note\":" + tooLong));
    }

    @Test
    void whatALaterVersionWroteIsNamedAsSuch() {
        assertThat(expectRefusal(line("sealed", "\"name\":\"a.txt\""))).contains("later version");
        assertThat(expectRefusal(line("granted", FIELDS.get("granted")).replace("\"trusted\"", "\"admin\"")))
                .contains("later version");
    }

    @Test
    void whatIsNoJsonObjectIsNoLine() {
        for (String bad : List.of("", " ", "[]", "{", "{}", "{}{}", "\u0000", "{\"number\":1}", "{\"a\":".repeat(99))) {
            expectRefusal(bad);
        }
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> JournalLine.parse(new byte[] {(byte) 0xff, (byte) 0xfe, 0}));
    }

    @Test
    void aNameThatThisJavaDoesNotAllowIsKeptWithoutEffect() throws Exception {
        for (String name :
                List.of("", "..", "../evil", "a/b", "a\\\\b", "nul.txt", ".hidden", "a\\u001b[2J", "e\\u0301")) {
            for (String kind : List.of("approved", "revoked")) {
                String bad = line(kind, FIELDS.get(kind)).replace("a.txt", name);
                JournalLine read = JournalLine.parse(bad.getBytes(UTF_8));
                assertThat(read.entry())
                        .as(name)
                        .isInstanceOfSatisfying(
                                JournalEntry.Unusable.class,
                                unusable -> assertThat(unusable.why()).startsWith("a file name"));
                assertThatIllegalArgumentException().isThrownBy(read::toBytes);
            }
        }
    }

    private static String line(String kind, String fields) {
        return "{\"number\":7,\"time\":\"" + TIME + "\",\"previous\":\"" + HASH + "\",\"entry\":\"" + kind + "\","
                + fields + "}";
    }

    private static List<String> fieldsOf(String line) {
        return List.of(line.substring(1, line.length() - 1).split(",(?=\")"));
    }

    private static String expectRefusal(String line) {
        JournalException[] thrown = new JournalException[1];
        assertThatExceptionOfType(JournalException.class)
                .as(line)
                .isThrownBy(() -> JournalLine.parse(line.getBytes(UTF_8)))
                .satisfies(e -> thrown[0] = e);
        return String.valueOf(thrown[0].getMessage());
    }
}
