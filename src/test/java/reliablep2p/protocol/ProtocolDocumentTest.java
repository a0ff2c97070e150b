package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Limits;
import reliablep2p.model.Pieces;
import reliablep2p.model.Revocation;
import reliablep2p.model.SignedText;
import reliablep2p.trust.journal.CatalogHead;
import reliablep2p.trust.journal.HeadFile;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.JournalReader;
import reliablep2p.trust.journal.Position;

/** Holds {@code docs/PROTOCOL.md} to the program: its examples, its errors and its limits are the real ones. */
class ProtocolDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "PROTOCOL.md");

    private static List<String> matches(String section, String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(section(section))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String section(String title) throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf("\n## " + title + "\n");
        assertThat(begin).as("section " + title).isNotNegative();
        int end = document.indexOf("\n## ", begin + 1);
        return document.substring(begin, end < 0 ? document.length() : end);
    }

    @Test
    void showsExactlyTheGoldenFrames() throws IOException {
        List<String> golden =
                GoldenFrames.MESSAGES.keySet().stream().map(GoldenFrames::text).toList();
        assertThat(matches("Messages", "^```json\n(.*?)\n```$")).containsExactlyInAnyOrderElementsOf(golden);
    }

    @Test
    void showsTheBytesOfAFrame() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        new FrameWriter(frame).write(GoldenFrames.payload("ping"));
        String hex = HexFormat.ofDelimiter(" ").formatHex(frame.toByteArray());
        assertThat(matches("Frames", "^```hex\n(.*?)\n```$")).containsExactly(hex);
    }

    @Test
    void listsEveryErrorInOrder() throws IOException {
        List<String> codes =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::word).toList();
        assertThat(matches("Errors", "^\\| `([a-z_]+)` \\|")).isEqualTo(codes);
    }

    @Test
    void listsTheLimitsOfTheProgram() throws IOException {
        Limits limits = Limits.defaults();
        List<String> values = List.of(
                bytes(limits.controlFrame()),
                bytes(limits.mapFrame()),
                number(Limits.JSON_DEPTH),
                number(JsonObject.MAX_VALUES),
                number(MapAnswer.MAX_CLAIMS),
                number(MapAnswer.MAX_HOLDERS),
                number(ErrorAnswer.MAX_MESSAGE) + " UTF-16 code units",
                seconds(limits.handshake()),
                seconds(limits.frame()),
                seconds(limits.answer()),
                seconds(limits.idle()),
                bytes(limits.paceBytes()) + " every " + seconds(limits.pace()),
                number(limits.strangers()),
                number(limits.connectionsPerPeer()),
                number(limits.uploadsPerPeer()),
                number(limits.uploads()),
                number(Pieces.MAX_COUNT),
                seconds(limits.heartbeat()),
                seconds(limits.silence()),
                seconds(limits.reconnect()),
                seconds(limits.newcomer()),
                seconds(limits.learning()),
                seconds(limits.farewell()),
                bytes(CatalogAnswer.MAX_LENGTH),
                bytes(JournalLine.MAX_BYTES),
                number(SignedText.MAX_PAYLOAD) + " UTF-16 code units",
                number(Revocation.MAX_WHY) + " UTF-16 code units",
                limits.signature().toDays() + " days",
                limits.renewal().toDays() + " day",
                seconds(limits.polling()));
        assertThat(matches("Limits", "^\\| [^|]+ \\| ([0-9][^|]*) \\|")).isEqualTo(values);
    }

    @Test
    void showsAJournalThatItsHeadProves() throws Exception {
        HeadFile file = HeadFile.parse(
                matches("Catalog", "^```head\n(.*?)\n```$").get(0).getBytes(UTF_8));
        CatalogHead head = file.key().head(file.head());
        byte[] journal = (matches("Catalog", "^```journal\n(.*?)\n```$").get(0) + "\n").getBytes(UTF_8);
        JournalReader reader = new JournalReader(
                new ByteArrayInputStream(journal), Position.start(file.key().id()));
        while (reader.next() != null) {
            // Each line is checked as it is read.
        }
        assertThat(reader.position()).isEqualTo(new Position(head.number(), head.bytes(), head.last()));
        assertThat(head.bytes()).isEqualTo(journal.length);
    }

    private static String bytes(long count) {
        return number(count) + " bytes";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
