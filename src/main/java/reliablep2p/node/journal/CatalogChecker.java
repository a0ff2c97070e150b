package reliablep2p.node.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.PeerId;
import reliablep2p.net.Cancellation;
import reliablep2p.node.CatalogCheck;
import reliablep2p.storage.ForeignFile;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.CatalogHead;
import reliablep2p.trust.journal.HeadFile;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.JournalReader;
import reliablep2p.trust.journal.Position;

/** Proves a copy of the journal from the file and the head beside it, and from nothing else. Stateless. */
public final class CatalogChecker {
    private static final String JOURNAL_END = ".jsonl";
    private static final String HEAD_END = "-head.json";
    private static final int CHECK_EVERY = 1_024;

    private CatalogChecker() {}

    /**
     * Checks a copy.
     *
     * @param known the network that this peer is in
     * @throws StorageException if it, or the head beside it, can't be read
     * @throws IOException if it was cancelled
     */
    public static CatalogCheck check(Path copy, Optional<PeerId> known, Instant now, Cancellation cancellation)
            throws IOException, StorageException {
        HeadFile file;
        CatalogHead head;
        try {
            file = HeadFile.parse(ForeignFile.read(headOf(copy), JournalStore.MAX_HEAD_BYTES));
            head = file.key().head(file.head());
        } catch (JournalException e) {
            return new CatalogCheck.Broken(copy, 0, headOf(copy).getFileName() + ": " + e.getMessage());
        }
        PeerId network = file.key().id();
        try (InputStream in = ForeignFile.open(copy)) {
            JournalReader reader = new JournalReader(in, Position.start(network));
            Position end = read(reader, head, cancellation);
            if (end.number() < head.number()) {
                return new CatalogCheck.Broken(
                        copy, end.number() + 1, "it ends here, but " + head.number() + " lines are signed");
            }
            if (!end.last().equals(head.last())) {
                return new CatalogCheck.Broken(copy, end.number(), "this is not the last line that was signed");
            }
            if (hasMore(reader)) {
                return new CatalogCheck.Broken(copy, end.number() + 1, "it is not signed, and so are all that follow");
            }
            return new CatalogCheck.Proved(
                    copy,
                    network,
                    known.filter(network::equals).isPresent(),
                    head.number(),
                    head.issued(),
                    head.expires(),
                    !now.isBefore(head.expires()));
        } catch (JournalException e) {
            return new CatalogCheck.Broken(copy, e.line(), String.valueOf(e.getMessage()));
        }
    }

    private static Position read(JournalReader reader, CatalogHead head, Cancellation cancellation)
            throws IOException, JournalException {
        while (reader.position().number() < head.number() && reader.next() != null) {
            if (reader.position().number() % CHECK_EVERY == 0) {
                cancellation.check();
            }
        }
        return reader.position();
    }

    /** Asks the reader, not the stream: the reader has read ahead. */
    private static boolean hasMore(JournalReader reader) throws IOException {
        try {
            return reader.next() != null;
        } catch (JournalException e) {
            return true;
        }
    }

    private static Path headOf(Path copy) {
        String name = String.valueOf(copy.getFileName());
        String stem = name.endsWith(JOURNAL_END) ? name.substring(0, name.length() - JOURNAL_END.length()) : name;
        return copy.resolveSibling(stem + HEAD_END);
    }
}
