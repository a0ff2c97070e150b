package reliablep2p.model;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file in the network; one that exists is a single path element on every common system, names no device
 * there, and is safe to print. Windows can't store names with {@code < > " | ? *}, which are not refused: they do no
 * harm there. Implements "File names" of {@code docs/PROTOCOL.md}.
 *
 * @param text 1 to 255 bytes of UTF-8 in normalization form C
 */
public record FileName(String text) implements Comparable<FileName> {
    /** The longest name, in bytes of UTF-8: what ext4, APFS and NTFS take. */
    public static final int MAX_BYTES = 255;

    private static final NaturalOrder ORDER = new NaturalOrder();

    /** Device names of Windows, which it finds in any folder and before any extension. */
    private static final Pattern RESERVED =
            Pattern.compile("(?:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:[. ].*)?");

    /** Checks the rules; only for text that the program made itself. */
    public FileName {
        String fault = fault(text);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /**
     * Reads a name that came from outside.
     *
     * @throws InvalidValueException naming the rule that the text breaks
     */
    public static FileName parse(String text) throws InvalidValueException {
        String fault = fault(text);
        if (fault != null) {
            throw new InvalidValueException(fault);
        }
        return new FileName(text);
    }

    /** The same for all names that differ only in case: two of those can't be in one catalog. */
    public String caseFolded() {
        return fold(text);
    }

    /** Orders names as a person would, so that what is kept sorted is shown without sorting it again. */
    @Override
    public int compareTo(FileName other) {
        return ORDER.compare(text, other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static String fold(String text) {
        // Lower case first: the capital of sharp s stays one letter in upper case, the small one becomes two.
        return text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String fault(String text) {
        if (text.isEmpty()) {
            return "a file name is not empty";
        }
        // The length in characters is a lower bound of that in bytes: a huge text is not encoded first.
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return "a file name has at most " + MAX_BYTES + " bytes of UTF-8";
        }
        if (!text.codePoints().allMatch(FileName::isAllowed)) {
            return "a file name has printable characters only, and no slash, backslash or colon";
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return "a file name is in Unicode normalization form C";
        }
        if (text.startsWith(".") || text.endsWith(".")) {
            return "a file name neither starts nor ends with a dot";
        }
        if (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()))) {
            return "a file name neither starts nor ends with a space";
        }
        if (RESERVED.matcher(fold(text)).matches()) {
            return "a file name is none of the device names of Windows";
        }
        return null;
    }

    private static boolean isSpace(int codePoint) {
        return Character.isSpaceChar(codePoint);
    }

    private static boolean isAllowed(int codePoint) {
        return codePoint != '/'
                && codePoint != '\\'
                && codePoint != ':'
                && !isInvisible(codePoint)
                && Printable.isPrinted(codePoint);
    }

    /** Characters of other categories that take no room on a screen (Unicode: Default_Ignorable_Code_Point). */
    private static boolean isInvisible(int codePoint) {
        return codePoint == 0x034F
                || (codePoint >= 0x115F && codePoint <= 0x1160)
                || (codePoint >= 0x17B4 && codePoint <= 0x17B5)
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x3164
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || codePoint == 0xFFA0
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}
