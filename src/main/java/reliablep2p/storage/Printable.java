package reliablep2p.storage;

import java.util.Locale;

/** Makes a name from the disk safe to show: it may hold anything but a slash. */
final class Printable {
    private static final int MAX_LENGTH = 120;

    private Printable() {}

    /** The text with every character that could disturb a terminal written as its code point, shortened. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (isHarmless(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u{%X}", codePoint));
            }
        });
        if (shown.length() > MAX_LENGTH) {
            shown.setLength(Character.isHighSurrogate(shown.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
            shown.append('…');
        }
        return shown.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || (codePoint >= ' ' && codePoint < 0x7F);
    }
}
