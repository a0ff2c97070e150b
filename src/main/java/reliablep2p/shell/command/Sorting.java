package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Option;

/** What can be typed after each command that shows a table: in which order. */
final class Sorting {
    private static final String SORT = "--sort";

    @Option(names = SORT, paramLabel = "KEY", description = "Sort by one of the keys named above.")
    private String key = "";

    @Option(
            names = {"-r", "--reverse"},
            description = "Sort the other way round.")
    private boolean reverse;

    /** What the tabulator key offers for the value of an option. */
    static List<String> values(String option, SortKeys<?> keys) {
        return option.equals(SORT) ? keys.names() : List.of();
    }

    /**
     * The order that was asked for.
     *
     * @throws CommandException if there is no such key
     */
    <T> Comparator<T> order(SortKeys<T> keys) throws CommandException {
        return keys.order(key, reverse);
    }
}
