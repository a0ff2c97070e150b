package reliablep2p.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reliablep2p.model.FileName;

class TableTest {
    private static final String LONG = "日".repeat(85);
    private static final String ACCENTS = "a" + "\u0316".repeat(100);

    private static Table<String> table() {
        return new Table<String>()
                .column("File", Table.Kind.NAME, name -> name)
                .column("Size", Table.Kind.NUMBER, name -> name.length() + " KiB")
                .column("Holders", Table.Kind.LIST, name -> "127.0.0.1:9001, 127.0.0.1:9000 (database)");
    }

    private static List<String> printed(List<String> rows, int width) {
        List<String> lines = new ArrayList<>();
        table().print(rows, width, UnaryOperator.identity(), lines::add);
        return lines;
    }

    @Test
    void fitsEveryWidthAndShowsEveryCell() {
        List<String> rows = List.of(new FileName(LONG).text(), new FileName(ACCENTS).text(), "short.txt");
        for (int width = 20; width <= 250; width++) {
            int columns = width;
            List<String> lines = printed(rows, width);
            assertThat(lines)
                    .as("width %d", width)
                    .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(columns));
            assertThat(String.join("", lines))
                    .as("width %d", width)
                    .contains("85 KiB", "101 KiB", "9 KiB", ACCENTS, "short.txt", "127.0.0.1:9001", "(database)");
        }
    }

    @Test
    void becomesBlocksWhereItCannotBeATable() {
        assertThat(printed(List.of("a-name-that-is-longer.txt"), 20))
                .containsExactly(
                        "1 a-name-that-is-lon",
                        "  ger.txt",
                        "  Size 25 KiB",
                        "  Holders",
                        "  127.0.0.1:9001,",
                        "  127.0.0.1:9000",
                        "  (database)");
    }

    @Test
    void keepsAWholeNameInABlockHoweverLongItIs() {
        assertThat(String.join("", printed(List.of(LONG), 20)).replace(" ", "")).contains(LONG);
    }

    @Test
    void printsARowBeforeItMakesTheNext() {
        List<String> happened = new ArrayList<>();
        Table<Integer> table = new Table<Integer>().column("N", Table.Kind.WORD, n -> {
            happened.add("cell " + n);
            return "x" + n;
        });
        table.print(
                IntStream.range(0, 3).boxed().toList(),
                80,
                UnaryOperator.identity(),
                line -> happened.add("line " + line.strip()));
        assertThat(happened)
                .containsExactly(
                        "cell 0",
                        "cell 1",
                        "cell 2",
                        "line #  N",
                        "cell 0",
                        "line 1  x0",
                        "cell 1",
                        "line 2  x1",
                        "cell 2",
                        "line 3  x2");
    }
}
