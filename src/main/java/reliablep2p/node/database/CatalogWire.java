package reliablep2p.node.database;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.journal.JournalNews;
import reliablep2p.trust.journal.JournalEntry;
import reliablep2p.trust.journal.JournalLine;

/**
 * Tells the members what was written into the journal, and the operator what he did not type himself; an expelled peer is
 * put out.
 *
 * <p>Thread-safe. Until {@link #start} the operator is told nothing: the first catalog is no news.
 */
final class CatalogWire implements JournalKeeper.Telling {
    private final Registry registry;
    private final Consumer<NodeEvent> events;
    private volatile @Nullable OfferDesk desk;

    CatalogWire(Registry registry, Consumer<NodeEvent> events) {
        this.registry = registry;
        this.events = events;
    }

    /** From now on the operator is told, and offers end whose file was listed. */
    void start(OfferDesk offers) {
        desk = offers;
    }

    @Override
    public void wrote(List<JournalLine> lines, boolean typed) {
        registry.catalogChanged();
        OfferDesk offers = desk;
        if (offers != null && !typed) {
            JournalNews.tell(lines, events);
        }
        for (JournalLine line : lines) {
            if (line.entry() instanceof JournalEntry.Expelled expelled) {
                registry.leave(expelled.peer(), true);
            } else if (offers != null && line.entry() instanceof JournalEntry.Approved approved) {
                offers.listed(approved.file(), approved.version());
            }
        }
    }
}
