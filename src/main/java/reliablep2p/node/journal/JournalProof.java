package reliablep2p.node.journal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.PeerId;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Roles;
import reliablep2p.storage.ForeignFile;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.CatalogHead;
import reliablep2p.trust.journal.HeadFile;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.JournalReader;
import reliablep2p.trust.journal.Position;

/**
 * What a journal on disk comes to; it is only read.
 *
 * @param network who signed it
 * @param head what was signed
 * @param unsigned how many lines follow what was signed
 */
public record JournalProof(PeerId network, CatalogHead head, long unsigned) {
    /** The journal's name in a peer's directory. */
    public static final String JOURNAL = JournalStore.FILE;

    /** What proves it. */
    public static final String HEAD = JournalStore.HEAD;

    /**
     * Proves the journal, line by line.
     *
     * @param catalog is filled with what it says
     * @throws JournalException if it is not what was signed
     * @throws StorageException if it can't be read
     */
    public static JournalProof of(Path journal, Path headFile, Catalog catalog, Roles roles)
            throws JournalException, StorageException {
        HeadFile file = HeadFile.parse(ForeignFile.read(headFile, JournalStore.MAX_HEAD_BYTES));
        CatalogHead head = file.key().head(file.head());
        PeerId network = file.key().id();
        Entries entries = new Entries(catalog, roles);
        try (InputStream in = new BufferedInputStream(ForeignFile.open(journal))) {
            JournalReader reader = new JournalReader(in, Position.start(network));
            while (reader.position().number() < head.number()) {
                entries.apply(List.of(next(reader)
                        .orElseThrow(() -> new JournalException(
                                reader.position().number() + 1,
                                "it ends here, but " + head.number() + " lines are signed"))));
            }
            if (!reader.position().last().equals(head.last())) {
                throw new JournalException(reader.position().number(), "this is not the last line that was signed");
            }
            return new JournalProof(network, head, countRest(reader));
        } catch (IOException e) {
            throw new StorageException(journal + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    /** Who has signed a head; empty if it is absent or damaged. */
    public static Optional<PeerId> signer(Path headFile) {
        try {
            return Optional.of(HeadFile.parse(ForeignFile.read(headFile, JournalStore.MAX_HEAD_BYTES))
                    .key()
                    .id());
        } catch (JournalException | StorageException e) {
            return Optional.empty(); // What is wrong with it, is told where the journal is proved.
        }
    }

    private static Optional<JournalLine> next(JournalReader reader) throws IOException, JournalException {
        return Optional.ofNullable(reader.next());
    }

    private static long countRest(JournalReader reader) throws IOException {
        long signed = reader.position().number();
        try {
            while (reader.next() != null) {
                // Counted by the reader.
            }
        } catch (JournalException e) {
            return reader.position().number() - signed + 1;
        }
        return reader.position().number() - signed;
    }
}
