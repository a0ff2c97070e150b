package reliablep2p.node.database;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.serve.CatalogService;
import reliablep2p.protocol.Answer;
import reliablep2p.storage.StorageException;

/**
 * The open connection to one member, with a thread that sends what its outbox holds: nobody who changes a list waits for
 * a member to read it.
 *
 * <p>Thread-safe; {@code catalog} is the sending thread's own. The thread ends when the connection is closed or a send
 * fails or takes too long.
 */
final class MemberLink {
    private static final Logger LOG = LoggerFactory.getLogger(MemberLink.class);

    private final Outbox outbox = new Outbox();
    private final Member member;
    private final Connection connection;
    private final Supplier<? extends List<? extends Answer>> peerList;
    private final CatalogService.Feed catalog;

    /**
     * Makes the link; nothing is sent before {@link #start}.
     *
     * @param peerList the pages of the whole peer list as it is now
     * @param catalog sends what the member does not have of the catalog
     * @param greeting what is sent after the first peer list
     */
    MemberLink(
            Member member,
            Connection connection,
            Supplier<? extends List<? extends Answer>> peerList,
            CatalogService.Feed catalog,
            List<? extends Answer> greeting) {
        this.member = member;
        this.connection = connection;
        this.peerList = peerList;
        this.catalog = catalog;
        outbox.addPeers();
        outbox.add(greeting);
        outbox.addCatalog();
    }

    Member member() {
        return member;
    }

    void start(ConnectionThreads threads) {
        threads.start("updates-" + member.address().port(), this::send);
    }

    void send(List<? extends Answer> messages) {
        outbox.add(messages);
    }

    void sendPeers() {
        outbox.addPeers();
    }

    void sendCatalog() {
        outbox.addCatalog();
    }

    void close() {
        outbox.close();
        connection.close();
    }

    private void send() {
        try {
            for (Outbox.Batch batch = outbox.take(); batch != null; batch = outbox.take()) {
                if (batch.peers()) {
                    sendAll(peerList.get());
                }
                sendAll(batch.messages());
                if (batch.catalog()) {
                    catalog.send(connection);
                }
            }
        } catch (IOException | StorageException e) {
            LOG.info("{} can't be told the news: {}", member, e.toString());
        } finally {
            close(); // The connection's reader sees the end, and the member is out.
        }
    }

    private void sendAll(List<? extends Answer> messages) throws IOException {
        for (Answer message : messages) {
            connection.send(message);
        }
    }
}
