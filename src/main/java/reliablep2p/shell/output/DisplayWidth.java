package reliablep2p.shell.output;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: wide characters (CJK, emoji) take two, combining ones none. */
final class DisplayWidth {
    static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    static int of(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return ofAny(text);
            }
        }
        return length; // Most names, and looking up each character takes ten times as long.
    }

    private static int ofAny(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += of(text.codePointAt(i));
        }
        return width;
    }

    /** The text itself if it fits, else as much of its beginning as fits with an ellipsis after it. */
    static String shorten(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        return columns < 1 ? "" : beginning(text, columns - 1) + ELLIPSIS;
    }

    /** Shortens in the middle, because the end of a file's name tells what it is. */
    static String shortenMiddle(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int left = columns - 1;
        int tail = left / 2;
        int from = text.length();
        int taken = 0;
        while (from > 0) {
            int codePoint = text.codePointBefore(from);
            if (taken + of(codePoint) > tail) {
                break;
            }
            taken += of(codePoint);
            from -= Character.charCount(codePoint);
        }
        // An accent whose letter was cut off would sit on the ellipsis.
        while (from < text.length() && of(text.codePointAt(from)) == 0) {
            from += Character.charCount(text.codePointAt(from));
        }
        return columns < 1 ? "" : beginning(text, left - taken) + ELLIPSIS + text.substring(from);
    }

    /** The text with blanks after it up to this width. */
    static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text with blanks before it up to this width. */
    static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    private static String beginning(String text, int columns) {
        int width = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            if (width + of(codePoint) > columns) {
                break;
            }
            width += of(codePoint);
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static int of(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }
}
