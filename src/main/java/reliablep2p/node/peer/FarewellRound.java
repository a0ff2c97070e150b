package reliablep2p.node.peer;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Exchange;
import reliablep2p.net.Watchdog;
import reliablep2p.node.Farewell;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.DisconnectRequest;
import reliablep2p.protocol.DoneAnswer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;

/**
 * Tells members that this peer leaves, each with one retry. Thread-safe; has no state of its own.
 */
final class FarewellRound {
    private static final Logger LOG = LoggerFactory.getLogger(FarewellRound.class);
    private static final int AT_A_TIME = 32;

    private final ConnectionPool pool;
    private final MemberRound round;
    private final Limits limits;

    FarewellRound(ConnectionPool pool, ConnectionThreads threads, Watchdog watchdog, Limits limits) {
        this.pool = pool;
        this.round = new MemberRound("farewell", AT_A_TIME, threads, watchdog);
        this.limits = limits;
    }

    /** Tells these members; takes at most {@code limits.farewell()}. */
    Farewell tell(List<Member> members) {
        List<Member> reached = round.run(members, limits.farewell(), new Cancellation(), this::tellTwice);
        return new Farewell(
                reached, members.stream().filter(m -> !reached.contains(m)).toList());
    }

    private boolean tellTwice(Member member, Cancellation deadline) {
        boolean reached = tell(member, deadline);
        return reached || tell(member, deadline);
    }

    /** The database peer may have been faster to tell it. */
    private static boolean knowsAlready(Answer answer) {
        return answer instanceof ErrorAnswer error && error.code() == ErrorCode.NOT_MEMBER;
    }

    private boolean tell(Member member, Cancellation deadline) {
        if (deadline.isCancelled()) {
            return false;
        }
        try (Exchange exchange = pool.open(member, new DisconnectRequest(), limits.controlFrame(), deadline)) {
            return exchange.answer() instanceof DoneAnswer || knowsAlready(exchange.answer());
        } catch (IOException e) {
            LOG.debug("{} could not be told: {}", member, e.toString());
            return false;
        }
    }
}
