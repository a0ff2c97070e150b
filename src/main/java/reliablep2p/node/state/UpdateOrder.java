package reliablep2p.node.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the numbered updates of one list into order: drops replays, notices gaps, gathers the pages of a whole list
 * ({@code docs/PROTOCOL.md}, section "Membership").
 *
 * <p>Not thread-safe: the reader of the connection to the database peer owns it.
 *
 * @param <T> what the list holds
 */
public final class UpdateOrder<T> {
    /** More than any list that the program is made for; a list without end must not fill the memory. */
    private static final int MAX_ITEMS = 1_000_000;

    private static final long NONE = -1;

    private final List<T> pages = new ArrayList<>();
    private long number = NONE;
    private long pagesNumber = NONE;
    private boolean awaitingWhole;

    /** What is to be done with an update. */
    public enum Step {
        /** Apply the change. */
        CHANGE,
        /** Replace everything by {@link #whole}. */
        WHOLE,
        /** Nothing: a replay, a page that others follow, or a change while a whole list is on its way. */
        NOTHING,
        /** Ask for the whole list, once. */
        GAP
    }

    /** A new connection has begun: the whole list that opens it is taken whatever its number. */
    public void restart() {
        number = NONE;
        forgetPages();
        awaitingWhole = true;
    }

    /** Whether a whole list has come since {@link #restart}, and no gap since. */
    public boolean complete() {
        return number != NONE && !awaitingWhole;
    }

    /**
     * Judges the next update.
     *
     * @param items what a page of a whole list adds; a change's items are not looked at
     * @return what to do, or nothing if the list has no end
     */
    public Optional<Step> next(long updateNumber, boolean isWhole, boolean more, List<T> items) {
        if (isWhole) {
            return page(updateNumber, more, items);
        }
        if (updateNumber <= number || awaitingWhole) {
            return Optional.of(Step.NOTHING);
        }
        if (updateNumber != number + 1) {
            awaitingWhole = true;
            return Optional.of(Step.GAP);
        }
        number = updateNumber;
        return Optional.of(Step.CHANGE);
    }

    private Optional<Step> page(long updateNumber, boolean more, List<T> items) {
        if (updateNumber < number) {
            return Optional.of(Step.NOTHING);
        }
        if (updateNumber != pagesNumber) {
            forgetPages();
            pagesNumber = updateNumber;
        }
        if (pages.size() + items.size() > MAX_ITEMS || (more && items.isEmpty())) {
            return Optional.empty();
        }
        pages.addAll(items);
        if (more) {
            return Optional.of(Step.NOTHING);
        }
        number = updateNumber;
        awaitingWhole = false;
        return Optional.of(Step.WHOLE);
    }

    /** The whole list after {@link Step#WHOLE}; to be called once. */
    public List<T> whole() {
        List<T> all = List.copyOf(pages);
        forgetPages();
        return all;
    }

    private void forgetPages() {
        pages.clear();
        pagesNumber = NONE;
    }
}
