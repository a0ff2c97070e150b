package reliablep2p.shell.command;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reliablep2p.model.Printable;

/**
 * By what the lines of a table can be sorted. Lines that are alike by a key come in the order of the first one, which is
 * the usual one. Filled once, then only read.
 */
final class SortKeys<T> {
    private final Map<String, Comparator<T>> orders = new LinkedHashMap<>();
    private final String usual;
    private final Comparator<T> usually;

    SortKeys(String usual, Comparator<T> usually) {
        this.usual = usual;
        this.usually = usually;
        orders.put(usual, usually);
    }

    SortKeys<T> key(String name, Comparator<T> order) {
        orders.put(name, order);
        return this;
    }

    /** The keys, the usual one first. */
    List<String> names() {
        return List.copyOf(orders.keySet());
    }

    /**
     * The order of that name.
     *
     * @param typed a key, or an empty text for the usual one
     * @throws CommandException naming the keys, if it is none
     */
    Comparator<T> order(String typed, boolean reverse) throws CommandException {
        Comparator<T> order = orders.get(typed.isEmpty() ? usual : typed);
        if (order == null) {
            throw CommandException.usage(Printable.text(typed) + " is no key to sort by; "
                    + Nearest.to(typed, orders.keySet())
                            .map(key -> "did you mean " + key + "? ")
                            .orElse("")
                    + "The keys are " + String.join(", ", orders.keySet()));
        }
        return (reverse ? order.reversed() : order).thenComparing(usually);
    }
}
