package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import reliablep2p.shell.output.Filter;

/** What can be typed after each command that shows a table: which lines of it, and in which order. */
final class Listing {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATTERN",
            description =
                    "Only lines like one of these: * is any characters, ? one; upper and lower case are the same.")
    private List<String> patterns = List.of();

    @Mixin
    private Sorting sorting = new Sorting();

    /** What the tabulator key offers for the value of an option. */
    static List<String> values(String option, SortKeys<?> keys) {
        return Sorting.values(option, keys);
    }

    /**
     * The order that was asked for.
     *
     * @throws CommandException if there is no such key
     */
    <T> Comparator<T> order(SortKeys<T> keys) throws CommandException {
        return sorting.order(keys);
    }

    /**
     * The lines that were asked for, sorted.
     *
     * @param all what there is
     * @param matcher whether a pattern takes a line
     */
    <T> List<T> select(List<T> all, Comparator<T> order, BiPredicate<NamePattern, T> matcher) {
        List<T> selected = new ArrayList<>(all);
        if (!patterns.isEmpty()) {
            List<NamePattern> wanted = patterns.stream().map(NamePattern::new).toList();
            selected.removeIf(line -> wanted.stream().noneMatch(pattern -> matcher.test(pattern, line)));
        }
        selected.sort(order);
        return selected;
    }

    /** What the answer tells of the choice among so many lines. */
    Filter filter(int all) {
        return new Filter(patterns, all);
    }
}
