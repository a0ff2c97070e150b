package reliablep2p.shell.output;

import java.util.List;

/**
 * What became of several files.
 *
 * @param ends in the order in which somebody asked for them
 */
public record SeveralEnds(List<FetchEnd> ends) {
    /** Takes them over. */
    public SeveralEnds {
        ends = List.copyOf(ends);
    }

    /** The files that came. */
    List<FetchEnd.Got> got() {
        return of(FetchEnd.Got.class);
    }

    /** The files that were here. */
    List<FetchEnd.Here> here() {
        return of(FetchEnd.Here.class);
    }

    /** What did not come. */
    List<FetchEnd.NotGot> notGot() {
        return of(FetchEnd.NotGot.class);
    }

    /** How many were stopped by the person. */
    int stopped() {
        return of(FetchEnd.Stopped.class).size();
    }

    /** How many files they are: what the catalog does not know is none. */
    int files() {
        long unknown = notGot().stream()
                .filter(end -> end.failure().code() == ExitCode.NOT_IN_CATALOG)
                .count();
        return ends.size() - (int) unknown;
    }

    /** How many bytes the files have that came. */
    long bytes() {
        return Quantities.sum(
                got().stream().mapToLong(got -> got.outcome().file().size()));
    }

    /** What a program is told: an interruption, else the first failure. */
    public ExitCode code() {
        if (stopped() > 0) {
            return ExitCode.INTERRUPTED;
        }
        return notGot().isEmpty() ? ExitCode.DONE : notGot().get(0).failure().code();
    }

    private <T extends FetchEnd> List<T> of(Class<T> kind) {
        return ends.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
