package reliablep2p.node.database;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.net.Connection;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ResyncRequest.Kind;

/**
 * The open connection to one member, with a thread that sends what its outbox holds: nobody who changes a list waits for
 * a member to read it.
 *
 * <p>Thread-safe. The thread ends when the connection is closed or a send fails or takes too long.
 */
final class MemberLink {
    private static final Logger LOG = LoggerFactory.getLogger(MemberLink.class);

    private final Outbox outbox = new Outbox();
    private final Member member;
    private final Connection connection;
    private final Function<Kind, List<? extends Answer>> wholes;

    /**
     * Makes the link; nothing is sent before {@link #start}.
     *
     * @param wholes the pages of a list as it is now
     */
    MemberLink(Member member, Connection connection, Function<Kind, List<? extends Answer>> wholes) {
        this.member = member;
        this.connection = connection;
        this.wholes = wholes;
        outbox.addWhole(Kind.PEERS);
        outbox.addWhole(Kind.CATALOG);
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

    void sendWhole(Kind kind) {
        outbox.addWhole(kind);
    }

    void close() {
        outbox.close();
        connection.close();
    }

    private void send() {
        try {
            for (Outbox.Batch batch = outbox.take(); batch != null; batch = outbox.take()) {
                for (Kind kind : batch.wholes()) {
                    sendAll(wholes.apply(kind));
                }
                sendAll(batch.messages());
            }
        } catch (IOException e) {
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
