package reliablep2p.json;

import java.util.HexFormat;
import reliablep2p.model.Printable;

/** Writes JSON strings (RFC 8259, section 7) that can be shown on a terminal as they are. */
final class JsonText {
    private static final HexFormat HEX = HexFormat.of();

    private JsonText() {}

    /** The text between quotes, with an escape for every character that is not printed as itself. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(codePoint -> append(json, codePoint));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            json.append('\\').append((char) codePoint);
        } else if (Printable.isPrinted(codePoint)) {
            json.appendCodePoint(codePoint);
        } else {
            for (char unit : Character.toChars(codePoint)) {
                json.append("\\u").append(HEX.toHexDigits(unit));
            }
        }
    }
}
