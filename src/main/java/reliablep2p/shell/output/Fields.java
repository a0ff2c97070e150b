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
            String begin = DisplayWidth.pad(field.label(), indent);
            if (!beside) {
                lines.addAll(Wrapping.wrap(field.label(), width));
                begin = " ".repeat(indent);
            }
            for (String value : field.values()) {
                for (String line : Wrapping.wrap(value, width - indent)) {
                    lines.add(begin + line);
                    begin = " ".repeat(indent);
                }
            }
        }
        return lines;
    }
}
