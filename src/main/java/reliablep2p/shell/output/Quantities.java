package reliablep2p.shell.output;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Sizes, times and counts as a person reads them. */
final class Quantities {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int STEP = 1024;

    /** From here on {@code %.1f} would round up to 1024.0. */
    private static final double ROUNDS_UP = STEP - 0.05;

    /** Nobody wants to know a longer time than this, in seconds. */
    private static final long LONGEST_LEFT = 100L * 3600;

    private Quantities() {}

    /** A size in bytes as {@code 812 B}, {@code 3.4 KiB}, {@code 1.0 GiB}. */
    static String size(long bytes) {
        if (bytes < STEP) {
            return bytes + " " + UNITS[0];
        }
        double value = bytes;
        int unit = 0;
        while (value >= ROUNDS_UP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        // A list shows a hundred thousand of these, which takes String.format the better part of a second.
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
    }

    /** So much of a size, both in the unit of the size: {@code 0.3 of 1.2 GiB}. */
    static String part(long bytes, long size) {
        String whole = size(size);
        if (size < STEP) {
            return bytes + " of " + whole;
        }
        String unit = whole.substring(whole.indexOf(' ') + 1);
        double divisor = Math.pow(STEP, List.of(UNITS).indexOf(unit));
        return String.format(Locale.ROOT, "%.1f of %s", bytes / divisor, whole);
    }

    /** How much of a size that is, from 0 to 100; less than 100 until it is all. */
    static int percent(long bytes, long size) {
        return bytes >= size ? 100 : (int) Math.min(99, 100.0 * bytes / size);
    }

    /** The time until so many bytes have come, as {@code 0:05} or {@code 1:02:03}; empty if that is anybody's guess. */
    static String timeLeft(long bytes, double rate) {
        double seconds = Math.max(0, bytes) / rate;
        if (!(seconds <= LONGEST_LEFT)) {
            return "";
        }
        long whole = (long) Math.ceil(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A short time as {@code 0.04 s}, {@code 12.3 s}, {@code 3 min 20 s}. */
    static String time(Duration time) {
        double seconds = seconds(time);
        if (seconds < 9.995) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        return seconds < 59.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : longTime(time);
    }

    /** A time of hours or days in its two largest units, without fractions of a second. */
    static String longTime(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toSeconds() + " s";
    }

    /** A time that somebody chose, as {@code 7 d}, {@code 12 h}, {@code 90 min}. */
    static String span(Duration time) {
        long minutes = time.toMinutes();
        if (minutes % 60 != 0 || minutes == 0) {
            return minutes + " min";
        }
        return minutes % (24 * 60) == 0 ? time.toDays() + " d" : time.toHours() + " h";
    }

    /** The sum of sizes, each of which may be as large as a number gets. */
    static long sum(LongStream sizes) {
        return sizes.reduce(0, (a, b) -> a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b);
    }

    /** {@code 1 peer}, {@code 2 peers}. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** {@code 7}, {@code 3,400}. */
    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A time in seconds, for JSON. */
    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
