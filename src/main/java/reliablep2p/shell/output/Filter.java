package reliablep2p.shell.output;

import java.util.List;

/**
 * Which part of a whole an answer shows.
 *
 * @param patterns as they were typed; none if all is shown
 * @param of how many lines the whole has
 */
public record Filter(List<String> patterns, int of) {
    /** Copies the list, so that nobody can change it afterwards. */
    public Filter {
        patterns = List.copyOf(patterns);
    }

    /** All lines are shown. */
    public static Filter none(int of) {
        return new Filter(List.of(), of);
    }
}
