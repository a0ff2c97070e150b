package reliablep2p.model;

/**
 * Makes text that came from elsewhere safe to print: what a terminal would obey, or a person could not see, becomes a
 * visible escape. A {@link FileName} needs none of this.
 */
public final class Printable {
    private Printable() {}

    /** The text with each unprintable character as {@code \\uXXXX}, and so with no end of line either. */
    public static String text(String text) {
        if (text.codePoints().allMatch(Printable::isPrinted)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> append(printable, codePoint));
        return printable.toString();
    }

    private static void append(StringBuilder printable, int codePoint) {
        if (isPrinted(codePoint)) {
            printable.appendCodePoint(codePoint);
        } else {
            for (char unit : Character.toChars(codePoint)) {
                printable.append(String.format("\\u%04x", (int) unit));
            }
        }
    }

    /**
     * Whether a person sees the character, and a terminal only shows it. Control characters begin terminal escapes; format
     * characters reorder or hide what is around them.
     */
    public static boolean isPrinted(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
