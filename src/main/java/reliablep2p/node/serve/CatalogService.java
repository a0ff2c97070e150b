package reliablep2p.node.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.SignedText;
import reliablep2p.net.Connection;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.protocol.CatalogAnswer;
import reliablep2p.protocol.CatalogRequest;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.storage.StorageException;

/** Hands the journal on, in both roles alike: it is signed, so anybody may. Thread-safe. */
public final class CatalogService {
    private final CatalogJournal journal;
    private final Askers askers;

    /** Makes the service. */
    public CatalogService(CatalogJournal journal, Askers askers) {
        this.journal = journal;
        this.askers = askers;
    }

    /**
     * Answers {@code get_catalog}.
     *
     * @throws IOException if the connection failed
     */
    public void get(Connection connection, CatalogRequest request) throws IOException {
        if (askers.admit(connection).isEmpty()) {
            return;
        }
        Optional<CatalogJournal.Chunk> chunk = journal.chunk(request.offset());
        if (chunk.isEmpty()) {
            connection.send(new ErrorAnswer(ErrorCode.BUSY, "this peer has no catalog yet"));
            return;
        }
        try {
            send(connection, chunk.get());
        } catch (StorageException e) {
            throw new IOException(e);
        }
    }

    /**
     * Sends a member what it does not have, again and again.
     *
     * @param have how many bytes of the journal it has
     */
    public Feed feed(long have) {
        return new Feed(have);
    }

    private void send(Connection connection, CatalogJournal.Chunk chunk) throws IOException, StorageException {
        try (InputStream bytes = journal.read(chunk)) {
            connection.sendBody(new CatalogAnswer(chunk.offset(), chunk.length(), chunk.head()), bytes, sent -> {});
        }
    }

    /** What one member has been sent. Not thread-safe: the thread that sends owns it. */
    public final class Feed {
        private long sent;
        private @Nullable SignedText head;

        private Feed(long have) {
            this.sent = have;
        }

        /**
         * Sends what is new, if anything is.
         *
         * @throws IOException if the connection failed
         */
        public void send(Connection connection) throws IOException, StorageException {
            while (true) {
                CatalogJournal.Chunk chunk = journal.chunk(sent).orElseThrow();
                if (chunk.length() == 0 && chunk.head().equals(head)) {
                    return;
                }
                CatalogService.this.send(connection, chunk);
                sent = chunk.offset() + chunk.length();
                head = chunk.head();
            }
        }
    }
}
