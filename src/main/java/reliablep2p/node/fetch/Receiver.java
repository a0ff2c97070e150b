package reliablep2p.node.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.Exchange;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
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

    /** Whether the very bytes are in this peer's directory; reads them to be sure. */
    boolean isHere(TrustedFile file, Cancellation cancellation) throws StorageException {
        return shelf.isHere(file, cancellation);
    }

    /**
     * Makes sure that the file could be put here, before anybody is asked for it, and finds what is here of it.
     *
     * @param only the one peer that may send it, and may have sent what is here; empty if anybody may
     */
    PartFile begin(TrustedFile file, Optional<PeerId> only, Cancellation cancellation) throws StorageException {
        return shelf.begin(file, only, cancellation);
    }

    /**
     * Publishes a file of which an earlier transfer left all bytes. If they turn out to be wrong they are thrown away.
     *
     * @throws StorageException if this peer's disk fails
     */
    Optional<Reply.Got> finish(TrustedFile file, PartFile part) throws IOException, StorageException {
        if (part.resumed() < file.size() || file.size() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(publish(file, part));
        } catch (VerificationException e) {
            LOG.info("what was left of {} is wrong: {}", file.name(), e.getMessage());
            part.restart();
            return Optional.empty();
        }
    }

    /** Counts a lookup that asked others. */
    void lookedUp(int asked) {
        if (asked > 0) {
            knowledge.counters().lookedUp(asked);
        }
    }

    /**
     * Asks one peer for what is missing. If the whole is wrong then, and not all of it came from this peer, it is asked
     * for all of it, so that it is not blamed for what others sent.
     *
     * @param part takes the bytes, and keeps them if the peer is lost
     * @throws IOException only if the person cancelled it: what goes wrong at the other side is a {@link Reply.Refused}
     * @throws StorageException if this peer's disk fails
     */
    Reply ask(Member source, TrustedFile file, PartFile part, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        if (source.id().equals(knowledge.self())) {
            return new Reply.Refused("is this peer, and does not have it");
        }
        Reply reply = askOnce(source, file, part, listener, cancellation);
        return reply instanceof Reply.Unproved ? askOnce(source, file, part, listener, cancellation) : reply;
    }

    private Reply askOnce(
            Member source, TrustedFile file, PartFile part, FetchListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        GetRequest request = new GetRequest(file.name(), file.sha256(), part.received());
        try (Exchange exchange = pool.open(source, request, limits.mapFrame(), cancellation);
                var ending = cancellation.register(exchange.connection())) {
            return answered(exchange, source, file, part, listener);
        } catch (VerificationException e) {
            knowledge.book().disproved(file.sha256(), source.id());
            knowledge.book().lied(source.id());
            LOG.warn("{} sent wrong bytes for {}: {}", source, file.name(), e.getMessage());
            return new Reply.Refused("sent wrong bytes", true);
        } catch (IOException e) {
            cancellation.check();
            LOG.info("{} could not give {}: {}", source, file.name(), e.toString());
            return new Reply.Refused(Refusals.words(e));
        }
    }

    private Reply answered(Exchange exchange, Member source, TrustedFile file, PartFile part, FetchListener listener)
            throws IOException, StorageException {
        Answer answer = exchange.answer();
        if (answer instanceof FileAnswer offered) {
            if (!offered.file().equals(file)) {
                throw new VerificationException("it offers other bytes than those asked for");
            }
            return received(exchange, source, offered, part, listener);
        }
        if (answer instanceof MapAnswer map) {
            exchange.keep();
            knowledge.book().disproved(file.sha256(), source.id());
            hearsay.merge(source.id(), map);
            return new Reply.Refused("does not have it");
        }
        if (answer instanceof ErrorAnswer error) {
            exchange.keep();
            LOG.info("{} refused {}: {} {}", source, file.name(), error.code(), error.message());
            return new Reply.Refused(Refusals.words(error.code()));
        }
        throw new ProtocolException("an answer that does not belong to a get");
    }

    private Reply received(Exchange exchange, Member source, FileAnswer offered, PartFile part, FetchListener listener)
            throws IOException, StorageException {
        if (offered.offset() == 0) {
            part.restart(); // It may not know that there are offsets.
        } else if (offered.offset() != part.received()) {
            throw new ProtocolException("the bytes of another offset than the one asked for");
        }
        receive(exchange.connection(), source, offered, part, listener);
        Reply.Got got;
        try {
            got = publish(offered.file(), part);
        } catch (VerificationException e) {
            part.restart();
            if (offered.offset() == 0) {
                throw e;
            }
            LOG.info(
                    "{} is wrong, and not all of it came from {}",
                    offered.file().name(),
                    source);
            exchange.keep();
            return new Reply.Unproved();
        }
        knowledge.book().saw(offered.file().sha256(), source.id());
        learn(exchange, source);
        return got;
    }

    private Reply.Got publish(TrustedFile file, PartFile part) throws IOException, StorageException {
        checkWanted(file);
        Published published = shelf.publish(file, part);
        return new Reply.Got(System.nanoTime(), published.replaced());
    }

    private void receive(
            Connection connection, Member source, FileAnswer offered, PartFile part, FetchListener listener)
            throws IOException, StorageException {
        listener.received(offered.file(), source, part.received());
        try (InputStream body = connection.body(offered.length())) {
            while (part.received() < offered.file().size()) {
                checkWanted(offered.file());
                byte[] buffer = part.buffer();
                int length = body.read(buffer, 0, buffer.length);
                part.write(buffer, length);
                knowledge.counters().received(length);
                listener.received(offered.file(), source, part.received());
            }
        }
    }

    /** A file that is taken back while it comes is wanted no more, whoever sends it. */
    private void checkWanted(TrustedFile file) throws IOException {
        if (!shelf.wants(file)) {
            throw new IOException("the file was revoked while it came");
        }
    }

    /** What a lookup of a file comes to that is wanted no more. */
    FetchOutcome revoked(TrustedFile file) {
        return knowledge
                .catalog()
                .revocation(file.sha256())
                .<FetchOutcome>map(revocation -> new FetchOutcome.Revoked(file.name(), revocation))
                .orElseGet(() -> new FetchOutcome.NotListed(file.name()));
    }

    /** Whether the file is still wanted. */
    boolean wants(TrustedFile file) {
        return shelf.wants(file);
    }

    /**
     * The file is here already, so nothing that happens in here makes the fetch fail, or end much later: a peer that
     * takes its time is not waited for, and a cancellation, which closes the connection, just ends it.
     */
    private void learn(Exchange exchange, Member source) {
        try {
            if (exchange.connection().ask(new MapRequest(), limits.mapFrame(), limits.learning())
                    instanceof MapAnswer map) {
                hearsay.merge(source.id(), map);
                exchange.keep();
            }
        } catch (IOException e) {
            LOG.debug("{} did not tell its map: {}", source, e.toString());
        }
    }
}
