package reliablep2p.app;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of days that somebody chose.
 *
 * @param number 0 to 9,999
 */
record Days(int number) {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,4}");

    Duration duration() {
        return Duration.ofDays(number);
    }

    /** As it can be typed. */
    @Override
    public String toString() {
        return Integer.toString(number);
    }

    /** Reads a number of days. */
    static final class Converter implements ITypeConverter<Days> {
        @Override
        public Days convert(String text) {
            if (!FORM.matcher(text).matches()) {
                throw new TypeConversionException("'" + text + "' will not do: a number of days from 0 to 9999");
            }
            return new Days(Integer.parseInt(text));
        }
    }
}
