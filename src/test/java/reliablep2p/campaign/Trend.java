package reliablep2p.campaign;

import java.util.List;

/** Whether figures that were taken one after another rise: by the straight line that fits them best, not by the luckiest two. */
final class Trend {
    private Trend() {}

    /** By how much that line rises from the first figure to the last one; below 0 if it falls. */
    static double rise(List<Long> figures) {
        int count = figures.size();
        if (count < 2) {
            throw new IllegalArgumentException("a trend of " + count);
        }
        double middle = (count - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            products += (i - middle) * figures.get(i);
            squares += (i - middle) * (i - middle);
        }
        return products / squares * (count - 1);
    }
}
