package reliablep2p.shell.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A size that somebody chose.
 *
 * @param bytes 0 or more
 */
public record ByteSize(long bytes) {
    private static final String UNITS = "KMGT";
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,15})([" + UNITS + "]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);
    private static final int STEP = 1024;

    /** As it can be typed: in the largest unit that gives a whole number. */
    @Override
    public String toString() {
        long number = bytes;
        int unit = 0;
        while (number > 0 && number % STEP == 0 && unit < UNITS.length()) {
            number /= STEP;
            unit++;
        }
        return number + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
    }

    /** Reads a size: bytes, or a number with K, M, G or T, each 1,024 of the one before. */
    public static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String text) {
            Matcher size = FORM.matcher(text);
            if (!size.matches()) {
                throw wrong(text, "a size is a number of bytes, or one with K, M, G or T, as 500M");
            }
            long factor = 1;
            if (!size.group(2).isEmpty()) {
                int unit = UNITS.indexOf(size.group(2).toUpperCase(Locale.ROOT));
                factor = 1L << (10 * (unit + 1));
            }
            try {
                return new ByteSize(Math.multiplyExact(Long.parseLong(size.group(1)), factor));
            } catch (ArithmeticException e) {
                throw wrong(text, "no disk is that large");
            }
        }

        private static TypeConversionException wrong(String text, String why) {
            return new TypeConversionException("'" + text + "' will not do: " + why);
        }
    }
}
