package reliablep2p.storage;

import java.util.Comparator;

/**
 * Something in the shared folder that is not shared.
 *
 * @param name its name, made safe to show
 * @param reason why, in a few words
 */
public record SkippedEntry(String name, String reason) implements Comparable<SkippedEntry> {
    private static final Comparator<SkippedEntry> ORDER =
            Comparator.comparing(SkippedEntry::name).thenComparing(SkippedEntry::reason);

    @Override
    public int compareTo(SkippedEntry other) {
        return ORDER.compare(this, other);
    }
}
