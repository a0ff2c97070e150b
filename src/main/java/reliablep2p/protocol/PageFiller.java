package reliablep2p.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Fills pages with entries, in the order in which they come, and begins a new page when one is full. An entry that no
 * page has room for gets a page of its own. Not thread-safe.
 *
 * @param <A> what is added to a list
 * @param <R> what names an entry that is removed
 */
final class PageFiller<A, R> {
    private final long room;
    private final List<Page<A, R>> pages = new ArrayList<>();
    private long used;

    /** Makes a filler of pages with so many bytes for their entries. */
    PageFiller(long room) {
        this.room = room;
    }

    /** A page; only the filler changes it. */
    record Page<A, R>(List<A> added, List<R> removed) {
        Page() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    void add(A entry, int bytes) {
        pageWithRoom(bytes).added.add(entry);
    }

    void remove(R entry, int bytes) {
        pageWithRoom(bytes).removed.add(entry);
    }

    /** The pages, none of them empty. */
    List<Page<A, R>> pages() {
        return pages;
    }

    /** The pages, or an empty one if there is none: an empty list has to be told, too. */
    List<Page<A, R>> atLeastOne() {
        return pages.isEmpty() ? List.of(new Page<>()) : pages;
    }

    private Page<A, R> pageWithRoom(int bytes) {
        if (pages.isEmpty() || used + bytes > room) {
            pages.add(new Page<>());
            used = 0;
        }
        used += bytes;
        return pages.get(pages.size() - 1);
    }
}
