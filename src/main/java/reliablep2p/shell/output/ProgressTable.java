package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import reliablep2p.model.TrustedFile;
import reliablep2p.shell.output.ProgressRow.Receiving;

/** Lines that tell how transfers go on, aligned, each in at most the width of the terminal. */
final class ProgressTable {
    private static final int ENOUGH_OF_NAME = 12;
    private static final int MOST_OF_NAME = 60;
    private static final int BAR = 10;
    private static final int LONG_BAR = 20;

    /** What a row may tell; each as wide as it usually gets, so that nothing jumps to and fro while numbers grow. */
    private enum Part {
        SHARE(1, 4, true),
        SHORT_BAR(1, BAR + 2, false),
        LONG_BAR(1, ProgressTable.LONG_BAR + 2, false),
        BYTES(2, 10, true),
        OF_SIZE(1, 11, false),
        RATE(2, 12, true),
        TIME(2, 5, true),
        TIME_LEFT(2, 10, true),
        SOURCE(2, 14, false),
        FROM(2, 19, false);

        private final int gap;
        private final int width;
        private final boolean right;

        Part(int gap, int width, boolean right) {
            this.gap = gap;
            this.width = width;
            this.right = right;
        }
    }

    private static String text(Part part, Receiving row) {
        return switch (part) {
            case SHARE -> percent(row) + "%";
            case SHORT_BAR -> bar(row, BAR);
            case LONG_BAR -> bar(row, LONG_BAR);
            case BYTES -> Quantities.size(row.received());
            case OF_SIZE -> "of " + Quantities.size(row.file().size());
            case RATE -> row.rate() > 0 ? Quantities.size((long) row.rate()) + "/s" : "";
            case TIME -> time(row);
            case TIME_LEFT -> time(row).isEmpty() ? "" : time(row) + " left";
            case SOURCE -> row.source();
            case FROM -> "from " + row.source();
        };
    }

    /** The widest first; where there is no room for both, one file has its size shown, several their bars. */
    private static final List<List<Part>> LAYOUTS = List.of(
            List.of(Part.SHARE, Part.LONG_BAR, Part.BYTES, Part.OF_SIZE, Part.RATE, Part.TIME_LEFT, Part.FROM),
            List.of(Part.SHARE, Part.SHORT_BAR, Part.BYTES, Part.OF_SIZE, Part.RATE, Part.TIME, Part.SOURCE),
            List.of(Part.SHARE, Part.BYTES, Part.OF_SIZE, Part.RATE, Part.TIME, Part.SOURCE),
            List.of(Part.SHARE, Part.SHORT_BAR, Part.BYTES, Part.RATE, Part.TIME, Part.SOURCE),
            List.of(Part.SHARE, Part.BYTES, Part.RATE, Part.TIME, Part.SOURCE),
            List.of(Part.SHARE, Part.BYTES, Part.RATE, Part.TIME),
            List.of(Part.SHARE, Part.RATE, Part.TIME),
            List.of(Part.SHARE, Part.TIME),
            List.of(Part.SHARE));

    /** Of a bar that has a line of its own, because there is no room beside the numbers. */
    private static final int MOST_OF_BAR = 64;
    /** Two columns before it, two brackets. */
    private static final int BAR_FRAME = 4;

    private static final int SIZE_WITHOUT_BAR = 2;
    private static final int BAR_WITHOUT_SIZE = 3;

    private final List<? extends ProgressRow> rows;
    private final boolean several;
    private final int width;
    private final Map<Part, Integer> widths = new EnumMap<>(Part.class);

    private ProgressTable(List<? extends ProgressRow> rows, boolean several, int width) {
        this.rows = rows;
        this.several = several;
        this.width = width;
    }

    /**
     * A line for each row.
     *
     * @param several whether they are some of several files
     * @param longestName columns of the longest name that will ever be shown, so that its column stays as it is
     */
    static List<String> lines(List<? extends ProgressRow> rows, boolean several, int longestName, int width) {
        return new ProgressTable(rows, several, width).lines(longestName);
    }

    private List<String> lines(int longestName) {
        for (Part part : Part.values()) {
            widths.put(part, width(part));
        }
        List<Part> layout = layout(Math.min(ENOUGH_OF_NAME, longestName));
        int name = Math.max(1, Math.min(Math.min(longestName, MOST_OF_NAME), width - width(layout)));
        List<String> lines = new ArrayList<>();
        for (ProgressRow row : rows) {
            String begin = DisplayWidth.pad(
                    DisplayWidth.shortenMiddle(row.file().name().text(), name), name);
            lines.add(DisplayWidth.shorten(begin + ending(row, layout), width).stripTrailing());
            if (!several && row instanceof Receiving receiving && receiving.count() > 1 && !hasBar(layout)) {
                int length = Math.min(MOST_OF_BAR, width - BAR_FRAME);
                lines.add(DisplayWidth.shorten("  " + bar(receiving, Math.max(1, length)), width));
            }
        }
        return lines;
    }

    private static boolean hasBar(List<Part> layout) {
        return layout.contains(Part.SHORT_BAR) || layout.contains(Part.LONG_BAR);
    }

    private List<Part> layout(int name) {
        List<Part> unwanted = LAYOUTS.get(several ? SIZE_WITHOUT_BAR : BAR_WITHOUT_SIZE);
        return LAYOUTS.stream()
                .filter(layout -> layout != unwanted && name + width(layout) <= width)
                .findFirst()
                .orElse(LAYOUTS.get(LAYOUTS.size() - 1));
    }

    private String ending(ProgressRow row, List<Part> layout) {
        if (row instanceof ProgressRow.Waiting waiting) {
            return "  " + waiting.why();
        }
        StringBuilder ending = new StringBuilder();
        for (Part part : layout) {
            String text = text(part, (Receiving) row);
            int columns = widths.getOrDefault(part, 0);
            ending.append(" ".repeat(part.gap))
                    .append(part.right ? DisplayWidth.padLeft(text, columns) : DisplayWidth.pad(text, columns));
        }
        return ending.toString();
    }

    private int width(List<Part> layout) {
        return layout.stream()
                .mapToInt(part -> part.gap + widths.getOrDefault(part, 0))
                .sum();
    }

    private int width(Part part) {
        int widest = part.width;
        for (ProgressRow row : rows) {
            if (row instanceof Receiving receiving) {
                widest = Math.max(widest, DisplayWidth.of(text(part, receiving)));
            }
        }
        return widest;
    }

    private static int percent(Receiving row) {
        return Quantities.percent(row.received(), row.file().size());
    }

    /** Each cell stands for some pieces: all of them are here, some are, or none. */
    private static String bar(Receiving row, int length) {
        if (row.count() < length) {
            int full = percent(row) * length / 100;
            return "[" + "#".repeat(full) + "-".repeat(length - full) + "]";
        }
        StringBuilder bar = new StringBuilder("[");
        for (int cell = 0; cell < length; cell++) {
            int begin = (int) ((long) row.count() * cell / length);
            int end = (int) ((long) row.count() * (cell + 1) / length);
            long here = IntStream.range(begin, end).filter(row.pieces()::has).count();
            bar.append(here == end - begin ? '#' : here > 0 ? '+' : '-');
        }
        return bar.append(']').toString();
    }

    /** A line for each of several sources of one file. */
    static List<String> sources(Receiving row, int width) {
        return row.sources().size() < 2
                ? List.of()
                : row.sources().stream()
                        .map(source -> DisplayWidth.shorten(
                                "  " + DisplayWidth.padLeft(rate(source), 12) + "  "
                                        + DisplayWidth.padLeft(Quantities.size(source.bytes()), 10) + "  from "
                                        + source.address(),
                                width))
                        .toList();
    }

    private static String rate(ProgressRow.Source source) {
        return source.rate() > 0 ? Quantities.size((long) source.rate()) + "/s" : "-";
    }

    private static String time(Receiving row) {
        TrustedFile file = row.file();
        return Quantities.timeLeft(file.size() - row.received(), row.rate());
    }
}
