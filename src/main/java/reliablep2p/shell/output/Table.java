package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Numbered rows under a heading, aligned, fitted into a width.
 *
 * <p>Where there is too little room, names get an ellipsis and lists go on in the next line; where that is not enough,
 * each row becomes a few lines of its own, and nothing is left out. Cells are made when they are printed, so that the
 * first of many rows are seen at once. Not thread-safe.
 *
 * @param <T> what a row shows
 */
final class Table<T> {
    private static final String GAP = "  ";

    /** A column of names or a list is not made narrower than this. */
    private static final int NARROWEST = 15;

    private final List<Column<T>> columns = new ArrayList<>();

    /** What a column's cells are, and so what becomes of them where there is little room. */
    enum Kind {
        /** Aligned to the right, never shortened. */
        NUMBER,
        /** Aligned to the left, never shortened. */
        WORD,
        /** Aligned to the left, shortened in the middle. */
        NAME,
        /** Texts separated by commas, broken into lines between them. */
        LIST
    }

    /** A column: its title, what its cells are, and how a row gives one. */
    record Column<T>(String title, Kind kind, Function<T, String> cell) {
        boolean isFlexible() {
            return kind == Kind.NAME || kind == Kind.LIST;
        }
    }

    /** Adds a column; that of the numbers comes by itself. */
    Table<T> column(String title, Kind kind, Function<T, String> cell) {
        columns.add(new Column<>(title, kind, cell));
        return this;
    }

    /**
     * Prints the table.
     *
     * @param width of a line, in columns of the terminal
     * @param heading how the line of titles is shown
     */
    void print(List<T> rows, int width, UnaryOperator<String> heading, Consumer<String> lines) {
        int number = Math.max(1, Integer.toString(rows.size()).length());
        int[] widths = natural(rows);
        if (!fit(widths, width - number)) {
            new Blocks<>(columns).print(rows, width, lines);
            return;
        }
        StringBuilder titles = new StringBuilder(DisplayWidth.padLeft("#", number));
        for (int c = 0; c < widths.length; c++) {
            append(titles, columns.get(c).title(), columns.get(c), widths[c]);
        }
        lines.accept(heading.apply(titles.toString().stripTrailing()));
        for (int r = 0; r < rows.size(); r++) {
            print(DisplayWidth.padLeft(Integer.toString(r + 1), number), rows.get(r), widths, lines);
        }
    }

    private int[] natural(List<T> rows) {
        int[] widths = new int[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            Column<T> column = columns.get(c);
            int widest = DisplayWidth.of(column.title());
            for (T row : rows) {
                widest = Math.max(widest, DisplayWidth.of(column.cell().apply(row)));
            }
            widths[c] = widest;
        }
        return widths;
    }

    /** Makes columns narrower until they fit; false if they can't. */
    private boolean fit(int[] widths, int room) {
        long excess = total(widths) - room;
        while (excess > 0) {
            int widest = widestFlexible(widths);
            if (widest < 0) {
                return false;
            }
            int cut = (int) Math.min(Math.max(1, excess / 2), widths[widest] - NARROWEST);
            widths[widest] -= cut;
            excess -= cut;
        }
        return true;
    }

    /** The widest column that may be made narrower, or -1. */
    private int widestFlexible(int[] widths) {
        int widest = -1;
        for (int c = 0; c < widths.length; c++) {
            if (columns.get(c).isFlexible() && widths[c] > NARROWEST && (widest < 0 || widths[c] > widths[widest])) {
                widest = c;
            }
        }
        return widest;
    }

    private static long total(int[] widths) {
        long total = 0;
        for (int width : widths) {
            total += GAP.length() + (long) width;
        }
        return total;
    }

    private void print(String number, T row, int[] widths, Consumer<String> lines) {
        StringBuilder line = new StringBuilder(number);
        List<List<String>> lists = new ArrayList<>(0);
        int height = 1;
        for (int c = 0; c < widths.length; c++) {
            Column<T> column = columns.get(c);
            List<String> cell = broken(column.cell().apply(row), column, widths[c]);
            append(line, cell.get(0), column, widths[c]);
            lists.add(cell);
            height = Math.max(height, cell.size());
        }
        lines.accept(line.toString().stripTrailing());
        for (int i = 1; i < height; i++) {
            line.setLength(0);
            line.append(" ".repeat(number.length()));
            for (int c = 0; c < widths.length; c++) {
                List<String> cell = lists.get(c);
                append(line, i < cell.size() ? cell.get(i) : "", columns.get(c), widths[c]);
            }
            lines.accept(line.toString().stripTrailing());
        }
    }

    private static <T> List<String> broken(String cell, Column<T> column, int width) {
        if (!column.isFlexible() || DisplayWidth.of(cell) <= width) {
            return List.of(cell);
        }
        return column.kind() == Kind.LIST
                ? Wrapping.wrap(elements(cell), width)
                : List.of(DisplayWidth.shortenMiddle(cell, width));
    }

    /** The elements of a list, each with its comma. */
    static List<String> elements(String cell) {
        return List.of(cell.split("(?<=,) ", -1));
    }

    private static <T> void append(StringBuilder line, String cell, Column<T> column, int width) {
        int blanks = Math.max(0, width - DisplayWidth.of(cell));
        line.append(GAP);
        if (column.kind() == Kind.NUMBER) {
            line.append(" ".repeat(blanks)).append(cell);
        } else {
            line.append(cell).append(" ".repeat(blanks));
        }
    }
}
