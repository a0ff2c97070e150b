package reliablep2p.app;

import java.time.Clock;
import java.time.OffsetDateTime;

/**
 * The time as the log has it: {@code 2026-11-23T14:05:09.042+01:00} (RFC 3339). Written by hand, because Java's own
 * formatters take 20 to 50 ms to load, and the first line is written before the prompt appears.
 */
final class Timestamp {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Timestamp() {}

    static String of(Clock clock) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        StringBuilder text = new StringBuilder(32);
        pad(text, now.getYear(), 4).append('-');
        pad(text, now.getMonthValue(), 2).append('-');
        pad(text, now.getDayOfMonth(), 2).append('T');
        pad(text, now.getHour(), 2).append(':');
        pad(text, now.getMinute(), 2).append(':');
        pad(text, now.getSecond(), 2).append('.');
        return pad(text, now.getNano() / NANOS_PER_MILLI, 3)
                .append(now.getOffset().getId())
                .toString();
    }

    private static StringBuilder pad(StringBuilder text, int number, int digits) {
        String written = Integer.toString(number);
        return text.append("0".repeat(Math.max(0, digits - written.length()))).append(written);
    }
}
