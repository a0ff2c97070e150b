package reliablep2p.node.database;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.protocol.Answer;
import reliablep2p.storage.StorageException;

/**
 * The open connection to one member, with a thread that sends what its outbox holds, while it holds anything: nobody who
 * changes a list waits for a member to read it, and a member of whom there is no news costs no thread for them.
 *
 * <p>Thread-safe; {@code catalog} is the sending thread's own, of which there is one at a time. The thread ends when
 * there is nothing more to send, the connection is closed, or a send fails or takes too long.
 */
final class MemberLink {
    private static final Logger LOG = LoggerFactory.getLogger(MemberLink.class);

    private final Outbox outbox = new Outbox();
    private final Member member;
    private final Connection connection;
    private final Supplier<? extends List<? extends Answer>> peerList;
    private final Catalog catalog;
    private final ConnectionThreads threads;

    /** Sends the member what it does not have of the catalog; called by the thread that sends. */
    interface Catalog {
        /**
         * Sends what is new, if anything is.
         *
         * @param again to be run, on any thread, when what can't be sent yet can be
         * @throws IOException if the connection failed
         */
        void send(Connection to, Runnable again) throws IOException, StorageException;
    }

    /**
     * Makes the link; nothing is sent before {@link #start}, or anything else to send.
     *
     * @param peerList the pages of the whole peer list as it is now
     * @param catalog sends what the member does not have of the catalog
     * @param greeting what is sent after the first peer list
     */
    MemberLink(
            Member member,
            Connection connection,
            Supplier<? extends List<? extends Answer>> peerList,
            Catalog catalog,
            List<? extends Answer> greeting,
            ConnectionThreads threads) {
        this.member = member;
        this.connection = connection;
        this.peerList = peerList;
        this.catalog = catalog;
        this.threads = threads;
        outbox.addPeers();
        outbox.add(greeting);
        outbox.addCatalog();
    }

    Member member() {
        return member;
    }

    /** Has what waits sent, if nobody does that yet: at first the peer list and what follows it. */
    void start() {
        if (!outbox.begin()) {
            return;
        }
        boolean started = false;
        try {
            threads.start("updates-" + member.address().port(), this::send);
            started = true;
        } catch (OutOfMemoryError e) { // Out of threads: a member that is told nothing must not stay.
            LOG.warn("{} can't be told the news: {}", member, e.toString());
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Puts these messages behind what waits to be sent; {@link #start} has it sent. */
    void put(List<? extends Answer> messages) {
        outbox.add(messages);
    }

    /** The same with what is new of the catalog. */
    void putCatalog() {
        outbox.addCatalog();
    }

    private void sendCatalog() {
        putCatalog();
        start();
    }

    /** Sends the whole peer list. */
    void sendPeers() {
        outbox.addPeers();
        start();
    }

    void close() {
        outbox.close();
        connection.close();
    }

    private void send() {
        boolean done = false;
        try {
            for (Outbox.Batch batch = outbox.take(); batch != null; batch = outbox.take()) {
                if (batch.peers()) {
                    sendAll(peerList.get());
                }
                sendAll(batch.messages());
                if (batch.catalog()) {
                    catalog.send(connection, this::sendCatalog);
                }
            }
            done = true;
        } catch (IOException | StorageException e) {
            LOG.info("{} can't be told the news: {}", member, e.toString());
        } finally {
            if (!done || outbox.isClosed()) {
                close(); // The connection's reader sees the end, and the member is out.
            }
        }
    }

    private void sendAll(List<? extends Answer> messages) throws IOException {
        for (Answer message : messages) {
            connection.send(message);
        }
    }
}
