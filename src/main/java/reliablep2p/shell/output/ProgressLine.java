package reliablep2p.shell.output;

import java.util.Locale;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;

/** One line that tells how a transfer goes on, in at most the width of the terminal. */
final class ProgressLine {
    private static final int BAR = 20;
    private static final int ENOUGH_OF_NAME = 12;

    /** Longer than this is not worth telling. */
    private static final long LONGEST_LEFT = 100L * 3600;

    private ProgressLine() {}

    static String asking(TrustedFile file, Member peer, int asked, int width) {
        return fitted(file, width, ": asking " + peer.address() + (asked > 1 ? " (peer " + asked + ")" : ""));
    }

    static String receiving(TrustedFile file, long received, double rate, int width) {
        int percent = file.size() == 0 ? 100 : (int) Math.min(100, 100.0 * received / file.size());
        String share = String.format(Locale.ROOT, " %3d%%", percent);
        String bytes = "  " + Quantities.size(received) + " of " + Quantities.size(file.size());
        String speed = rate > 0 ? "  " + Quantities.size((long) rate) + "/s" : "";
        String left = rate > 0 ? left(Math.max(0, file.size() - received) / rate) : "";
        return fitted(
                file,
                width,
                share + bar(percent) + bytes + speed + left,
                share + bytes + speed + left,
                share + speed + left,
                share + left,
                share);
    }

    /** The name before the first of these endings that leaves room for it; the last one is cut if it must be. */
    private static String fitted(TrustedFile file, int width, String... endings) {
        String name = file.name().text();
        int room = Math.min(ENOUGH_OF_NAME, DisplayWidth.of(name));
        String ending = endings[0];
        for (int i = 1; i < endings.length && DisplayWidth.of(ending) + room > width; i++) {
            ending = endings[i];
        }
        int left = Math.max(1, width - DisplayWidth.of(ending));
        return DisplayWidth.shorten(DisplayWidth.shortenMiddle(name, left) + ending, width);
    }

    private static String bar(int percent) {
        int full = percent * BAR / 100;
        return " [" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private static String left(double seconds) {
        if (seconds > LONGEST_LEFT) {
            return "";
        }
        long whole = (long) Math.ceil(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "  %d:%02d left", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "  %d:%02d:%02d left", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
