package reliablep2p.shell.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import reliablep2p.net.Throttle;

/**
 * How many bytes may move in a second, as a person types it.
 *
 * @param bytesPerSecond 0 for any number
 */
public record RateLimit(long bytesPerSecond) {
    private static final String OFF = "off";
    private static final String PER_SECOND = "/s";

    /** As it can be typed. */
    @Override
    public String toString() {
        return bytesPerSecond == 0 ? OFF : new ByteSize(bytesPerSecond).toString();
    }

    /** Reads a limit: a {@link ByteSize} for each second, of {@value Throttle#MIN} bytes or more, or {@code off}. */
    public static final class Converter implements ITypeConverter<RateLimit> {
        @Override
        public RateLimit convert(String text) {
            if (text.equalsIgnoreCase(OFF)) {
                return new RateLimit(0);
            }
            boolean saysSo = text.endsWith(PER_SECOND);
            String size = saysSo ? text.substring(0, text.length() - PER_SECOND.length()) : text;
            long bytes = new ByteSize.Converter().convert(size).bytes();
            if (bytes < Throttle.MIN) {
                throw new TypeConversionException("'" + text + "' will not do: transfers slower than "
                        + new ByteSize(Throttle.MIN) + " a second are taken for dead; off takes a limit away");
            }
            return new RateLimit(bytes);
        }
    }
}
