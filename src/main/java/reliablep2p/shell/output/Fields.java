package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;

/** Labels with their values under each other, aligned; long values go on in the next line. Not thread-safe. */
final class Fields {
    private static final int GAP = 2;
    private static final int INDENT = 2;

    /** Where a value has fewer columns than this beside its label, it stands under it. */
    private static final int NARROWEST = 24;

    private final List<Field> fields = new ArrayList<>();

    private record Field(String label, List<String> values) {}

    /** Adds a value, printable already. */
    Fields add(String label, String value) {
        return add(label, List.of(value));
    }

    /** Adds several values of one label, each of which begins a line. */
    Fields add(String label, List<String> values) {
        fields.add(new Field(label, values));
        return this;
    }

    List<String> lines(int width) {
        int widest = fields.stream()
                .mapToInt(field -> DisplayWidth.of(field.label()))
                .max()
                .orElse(0);
        boolean beside = width - widest - GAP >= NARROWEST;
        int indent = beside ? widest + GAP : INDENT;
        List<String> lines = new ArrayList<>();
        for (Field field : fields) {
            String line = field.label() + " " + String.join(" ", field.values());
            if (beside) {
                append(lines, DisplayWidth.pad(field.label(), indent), field.values(), width);
            } else if (field.values().size() == 1 && DisplayWidth.of(line) <= width) {
                lines.add(line);
            } else {
                lines.addAll(Wrapping.wrap(field.label(), width));
                append(lines, " ".repeat(indent), field.values(), width);
            }
        }
        return lines;
    }

    /** Where there are several values, the later lines of one stand further in than the first lines of all. */
    private static void append(List<String> lines, String begin, List<String> values, int width) {
        String before = begin;
        String blank = " ".repeat(DisplayWidth.of(begin));
        String further = values.size() > 1 ? "  " : "";
        for (String value : values) {
            List<String> parts = Wrapping.wrap(value, width - blank.length());
            lines.add(before + parts.get(0));
            before = blank;
            if (parts.size() > 1) {
                String rest = value.substring(parts.get(0).length()).stripLeading();
                for (String part : Wrapping.wrap(rest, width - blank.length() - further.length())) {
                    lines.add(blank + further + part);
                }
            }
        }
    }
}
