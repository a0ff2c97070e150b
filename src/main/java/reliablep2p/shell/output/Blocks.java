package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of a table where it is too wide: each begins with its number and its name, and under them stand the other
 * cells with their titles, as many in a line as fit. Longer ones go on in the next line; nothing is left out.
 *
 * @param <T> what a row shows
 */
final class Blocks<T> {
    private static final String GAP = "  ";
    private static final String INDENT = "  ";

    private final List<Table.Column<T>> columns;

    /** Blocks of these cells, the first of which is the row's name. */
    Blocks(List<Table.Column<T>> columns) {
        this.columns = columns;
    }

    void print(List<T> rows, int width, Consumer<String> lines) {
        for (int r = 0; r < rows.size(); r++) {
            T row = rows.get(r);
            String number = r + 1 + " ";
            String name = columns.get(0).cell().apply(row);
            String begin = number;
            for (String line : Wrapping.wrap(name, width - number.length())) {
                lines.accept(begin + line);
                begin = " ".repeat(number.length());
            }
            for (String line : flow(items(row), width - INDENT.length())) {
                lines.accept(INDENT + line);
            }
        }
    }

    /** What is told of the row beside its name; what there is nothing to tell of is no item. */
    private List<String> items(T row) {
        List<String> items = new ArrayList<>();
        for (Table.Column<T> column : columns.subList(1, columns.size())) {
            String cell = column.cell().apply(row);
            if (!cell.isEmpty()) {
                items.add(column.title() + " " + cell);
            }
        }
        return items;
    }

    /** As many items in a line as fit, none of them broken if it fits into a line. */
    static List<String> flow(List<String> items, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String item : items) {
            if (line.length() > 0 && DisplayWidth.of(line + GAP + item) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            List<String> parts = Wrapping.wrap(item, width);
            lines.addAll(parts.subList(0, parts.size() - 1));
            line.append(line.length() == 0 ? "" : GAP).append(parts.get(parts.size() - 1));
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }
}
