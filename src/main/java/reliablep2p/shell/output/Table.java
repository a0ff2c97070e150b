package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Numbered rows under a heading, aligned, fitted into a width.
 *
 * <p>What doesn't fit is made narrower first (names get an ellipsis, lists go on in the next line), then columns are
 * left out, the last first. Not thread-safe.
 */
final class Table {
    private static final String GAP = "  ";
    private static final String SEPARATOR = ", ";

    /** A column of names is not made narrower than this before others are left out. */
    private static final int NARROWEST = 8;

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Starts with the column of numbers. */
    Table() {
        columns.add(new Column("#", Kind.NUMBER));
    }

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

    private record Column(String title, Kind kind) {
        boolean isFlexible() {
            return kind == Kind.NAME || kind == Kind.LIST;
        }
    }

    Table column(String title, Kind kind) {
        columns.add(new Column(title, kind));
        return this;
    }

    /** Adds a row; its number comes by itself. */
    void row(String... cells) {
        List<String> row = new ArrayList<>(columns.size());
        row.add(Integer.toString(rows.size() + 1));
        row.addAll(List.of(cells));
        rows.add(row);
    }

    /**
     * Prints the table.
     *
     * @param width of a line, in columns of the terminal
     * @param heading how the line of titles is shown
     */
    void print(int width, java.util.function.UnaryOperator<String> heading, Consumer<String> lines) {
        int[] widths = fit(natural(), width);
        List<String> titles = columns.stream().map(Column::title).toList();
        lines.accept(heading.apply(line(titles, widths)));
        for (List<String> row : rows) {
            print(row, widths, lines);
        }
    }

    private int[] natural() {
        int[] widths = new int[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = DisplayWidth.of(columns.get(c).title());
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], DisplayWidth.of(row.get(c)));
            }
        }
        return widths;
    }

    /** The widths that the columns get; a column of width 0 is left out. */
    private int[] fit(int[] widths, int width) {
        while (total(widths) > width) {
            if (!narrow(widths, total(widths) - width) && !dropLast(widths)) {
                break;
            }
        }
        // A column that was left out may have made room that another can use.
        widen(widths, width);
        return widths;
    }

    /** Takes from the widest flexible column; false if all are as narrow as they may be. */
    private boolean narrow(int[] widths, int excess) {
        int widest = -1;
        for (int c = 0; c < widths.length; c++) {
            if (columns.get(c).isFlexible() && widths[c] > NARROWEST && (widest < 0 || widths[c] > widths[widest])) {
                widest = c;
            }
        }
        if (widest < 0) {
            return false;
        }
        widths[widest] -= Math.min(Math.max(1, excess / 2), widths[widest] - NARROWEST);
        return true;
    }

    /** Leaves out the last column; false if only the numbers and the one after them are left. */
    private boolean dropLast(int[] widths) {
        for (int c = widths.length - 1; c > 1; c--) {
            if (widths[c] > 0) {
                widths[c] = 0;
                return true;
            }
        }
        return false;
    }

    private void widen(int[] widths, int width) {
        int[] natural = natural();
        for (int c = 0; c < widths.length; c++) {
            if (columns.get(c).isFlexible() && widths[c] > 0) {
                int room = width - total(widths);
                widths[c] = Math.max(1, Math.min(natural[c], widths[c] + room));
            }
        }
    }

    private static int total(int[] widths) {
        int total = -GAP.length();
        for (int width : widths) {
            total += width == 0 ? 0 : width + GAP.length();
        }
        return total;
    }

    private void print(List<String> row, int[] widths, Consumer<String> lines) {
        List<List<String>> cells = new ArrayList<>(row.size());
        int height = 1;
        for (int c = 0; c < widths.length; c++) {
            List<String> cell = broken(row.get(c), columns.get(c), widths[c]);
            cells.add(cell);
            height = Math.max(height, cell.size());
        }
        for (int i = 0; i < height; i++) {
            int level = i;
            lines.accept(line(
                    cells.stream()
                            .map(cell -> level < cell.size() ? cell.get(level) : "")
                            .toList(),
                    widths));
        }
    }

    private static List<String> broken(String cell, Column column, int width) {
        if (width == 0 || DisplayWidth.of(cell) <= width) {
            return List.of(cell);
        }
        return column.kind() == Kind.LIST ? brokenList(cell, width) : List.of(DisplayWidth.shortenMiddle(cell, width));
    }

    private static List<String> brokenList(String cell, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String[] elements = cell.split(SEPARATOR, -1);
        for (int i = 0; i < elements.length; i++) {
            String element = elements[i] + (i < elements.length - 1 ? "," : "");
            if (line.length() > 0 && DisplayWidth.of(line + " " + element) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(DisplayWidth.shorten(element, width));
        }
        lines.add(line.toString());
        return lines;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            if (widths[c] > 0) {
                line.append(line.length() == 0 ? "" : GAP).append(aligned(cells.get(c), columns.get(c), widths[c]));
            }
        }
        return line.toString().stripTrailing();
    }

    private static String aligned(String cell, Column column, int width) {
        String fitting = DisplayWidth.shorten(cell, width);
        return column.kind() == Kind.NUMBER ? DisplayWidth.padLeft(fitting, width) : DisplayWidth.pad(fitting, width);
    }
}
