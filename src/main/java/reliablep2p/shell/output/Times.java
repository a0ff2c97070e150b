package reliablep2p.shell.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Moments as a person and as a program read them.
 *
 * @param zone of the times that a person reads
 */
public record Times(ZoneId zone) {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter RECENT = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    /** Times where the person is. */
    public static Times here() {
        return new Times(ZoneId.systemDefault());
    }

    /** To the second, with the zone. */
    public String exact(Instant instant) {
        return EXACT.withZone(zone).format(instant);
    }

    /** For a table with many columns. */
    String day(Instant instant) {
        return DAY.withZone(zone).format(instant);
    }

    /** For a table of what is not long ago. */
    String recent(Instant instant) {
        return RECENT.withZone(zone).format(instant);
    }

    /** ISO 8601 in UTC, for a program. */
    static String json(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
