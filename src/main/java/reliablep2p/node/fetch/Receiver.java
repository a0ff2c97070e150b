package reliablep2p.node.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.Exchange;
import reliablep2p.node.FetchListener;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.FileAnswer;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.MapAnswer;
import reliablep2p.protocol.MapRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.Published;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.VerificationException;

/**
 * Asks one peer for one file, takes the bytes, verifies and publishes them, and learns from whatever it answers.
 * Thread-safe: keeps no state of its own.
 */
public final class Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final Knowledge knowledge;
    private final Hearsay hearsay;
    private final ConnectionPool pool;
    private final Shelf shelf;
    private final Limits limits;

    /** Makes a receiver. */
    public Receiver(Knowledge knowledge, ConnectionPool pool, Shelf shelf, Limits limits) {
        this.knowledge = knowledge;
        this.hearsay = new Hearsay(knowledge);
        this.pool = pool;
        this.shelf = shelf;
        this.limits = limits;
    }

    /** What asking one peer came to. */
    sealed interface Reply {}

    /**
     * The file is here and verified.
     *
     * @param nanoTime when it got its final name, by {@link System#nanoTime}
     * @param replaced where a file with other bytes that had this name lies now
     */
    record Got(long nanoTime, Optional<Path> replaced) implements Reply {}

    /**
     * The peer was of no use.
     *
     * @param reason a few words, safe to print
     * @param wrongBytes whether it sent bytes, and they were wrong
     */
    record Refused(String reason, boolean wrongBytes) implements Reply {
        Refused(String reason) {
            this(reason, false);
        }
    }

    /** Whether the very bytes are in this peer's directory; reads them to be sure. */
    boolean isHere(TrustedFile file) throws StorageException {
        return shelf.isHere(file);
    }

    /** Makes sure that the file could be put here, before anybody is asked for it. */
    void check(TrustedFile file) throws StorageException {
        shelf.check(file);
    }

    /** Counts a lookup that asked others. */
    void lookedUp(int asked) {
        if (asked > 0) {
            knowledge.counters().lookedUp(asked);
        }
    }

    /**
     * Asks one peer.
     *
     * @throws IOException only if the person cancelled it: what goes wrong at the other side is a {@link Refused}
     * @throws StorageException if this peer's disk fails
     */
    Reply ask(Member source, TrustedFile file, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        if (source.id().equals(knowledge.self())) {
            return new Refused("is this peer, and does not have it");
        }
        GetRequest request = new GetRequest(file.name(), file.sha256());
        try (Exchange exchange = pool.open(source, request, limits.mapFrame(), cancellation);
                var ending = cancellation.register(exchange.connection())) {
            return answered(exchange, source, file, listener);
        } catch (VerificationException e) {
            knowledge.book().disproved(file.sha256(), source.id());
            knowledge.book().lied(source.id());
            LOG.warn("{} sent wrong bytes for {}: {}", source, file.name(), e.getMessage());
            return new Refused("sent wrong bytes", true);
        } catch (IOException e) {
            cancellation.check();
            LOG.info("{} could not give {}: {}", source, file.name(), e.toString());
            return new Refused(Refusals.words(e));
        }
    }

    private Reply answered(Exchange exchange, Member source, TrustedFile file, FetchListener listener)
            throws IOException, StorageException {
        Answer answer = exchange.answer();
        if (answer instanceof FileAnswer offered) {
            if (!offered.file().equals(file)) {
                throw new VerificationException("it offers other bytes than those asked for");
            }
            return received(exchange, source, file, listener);
        }
        if (answer instanceof MapAnswer map) {
            exchange.keep();
            knowledge.book().disproved(file.sha256(), source.id());
            hearsay.merge(source.id(), map);
            return new Refused("does not have it");
        }
        if (answer instanceof ErrorAnswer error) {
            exchange.keep();
            LOG.info("{} refused {}: {} {}", source, file.name(), error.code(), error.message());
            return new Refused(Refusals.words(error.code()));
        }
        throw new ProtocolException("an answer that does not belong to a get");
    }

    private Reply received(Exchange exchange, Member source, TrustedFile file, FetchListener listener)
            throws IOException, StorageException {
        Published published;
        try (PartFile part = shelf.begin(file)) {
            receive(exchange.connection(), source, file, part, listener);
            published = shelf.publish(part);
        }
        long now = System.nanoTime();
        knowledge.book().saw(file.sha256(), source.id());
        learn(exchange, source);
        return new Got(now, published.replaced());
    }

    private void receive(Connection connection, Member source, TrustedFile file, PartFile part, FetchListener listener)
            throws IOException, StorageException {
        try (InputStream body = connection.body(file.size())) {
            long received = 0;
            while (received < file.size()) {
                byte[] buffer = part.buffer();
                int length = body.read(buffer, 0, buffer.length);
                part.write(buffer, length);
                received += length;
                knowledge.counters().received(length);
                listener.received(file, source, received);
            }
        }
    }

    /** The file is here already, so nothing that happens in here makes the fetch fail. */
    private void learn(Exchange exchange, Member source) {
        try {
            if (exchange.connection().ask(new MapRequest(), limits.mapFrame()) instanceof MapAnswer map) {
                hearsay.merge(source.id(), map);
                exchange.keep();
            }
        } catch (IOException e) {
            LOG.debug("{} did not tell its map: {}", source, e.toString());
        }
    }
}
