package reliablep2p.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** One campaign: how long it is to be, the seed of its choices, and what it counted. Counts are thread-safe, choices are for one thread. */
public final class Campaign implements AutoCloseable {
    /** What makes a process of the jar start soon; nobody looks at how fast it is afterwards. */
    static final List<String> QUICK_START =
            ClassArchive.with(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m"));

    private static final boolean LONG = "long".equals(System.getProperty("campaign.form", "short"));
    private static final double SCALE = Double.parseDouble(System.getProperty("campaign.scale", "1"));
    private static final String SEED = System.getProperty("campaign.seed", "");

    private final String name;
    private final long seed;
    private final Random random;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final long begun = System.nanoTime();

    private Campaign(String name, long seed) {
        this.name = name;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Begins, and prints by what seed the same choices are made again. */
    static Campaign begin(String name) {
        long seed = SEED.isEmpty() ? System.nanoTime() & 0xFFFF_FFFFL : Long.parseLong(SEED);
        System.out.printf(
                Locale.ROOT, "campaign %s, %s form: -Dcampaign.seed=%d%n", name, LONG ? "long" : "short", seed);
        return new Campaign(name, seed);
    }

    static boolean isLong() {
        return LONG;
    }

    /** How often something is done, in the short form and in the long one. */
    static int times(int inShort, int inLong) {
        return (int) Math.max(1, Math.round((LONG ? inLong : inShort) * SCALE));
    }

    Random random() {
        return random;
    }

    long seed() {
        return seed;
    }

    /** How many of all these are chosen, in either form. */
    static int times(int all) {
        return times(all, all);
    }

    /** A time between these two, in milliseconds. */
    Duration between(long least, long most) {
        return Duration.ofNanos(Math.round((least + random.nextDouble() * (most - least)) * 1_000_000));
    }

    /** Bytes that nobody can guess. */
    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    void count(String what) {
        count(what, 1);
    }

    synchronized void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** Remembers the greatest of these figures. */
    synchronized void most(String what, long figure) {
        counts.merge(what, figure, Math::max);
    }

    synchronized long counted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Prints what was counted, and keeps it in {@code target/campaigns.jsonl}. */
    @Override
    public synchronized void close() throws IOException {
        double seconds = (System.nanoTime() - begun) / 1e9;
        StringBuilder line = new StringBuilder();
        counts.forEach(
                (what, count) -> line.append(String.format(Locale.ROOT, ",\"%s\":%d", what.replace(' ', '_'), count)));
        System.out.printf(Locale.ROOT, "campaign %s: %s, %.1f s%n", name, counts, seconds);
        Path kept = Path.of("target", "campaigns.jsonl");
        if (Files.isDirectory(kept.getParent())) {
            Files.writeString(
                    kept,
                    String.format(
                            Locale.ROOT,
                            "{\"campaign\":\"%s\",\"form\":\"%s\",\"java\":\"%s\",\"seed\":%d,\"seconds\":%.1f%s}%n",
                            name,
                            LONG ? "long" : "short",
                            Runtime.version().feature(),
                            seed,
                            seconds,
                            line),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
