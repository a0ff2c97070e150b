package reliablep2p.node.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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
 * Tells members that this peer leaves: many at a time, each with one retry, all within one deadline.
 *
 * <p>Thread-safe; a round's threads end with its deadline, which closes what they wait for.
 */
final class FarewellRound {
    private static final Logger LOG = LoggerFactory.getLogger(FarewellRound.class);
    private static final int AT_A_TIME = 32;

    private final ConnectionPool pool;
    private final ConnectionThreads threads;
    private final Watchdog watchdog;
    private final Limits limits;

    FarewellRound(ConnectionPool pool, ConnectionThreads threads, Watchdog watchdog, Limits limits) {
        this.pool = pool;
        this.threads = threads;
        this.watchdog = watchdog;
        this.limits = limits;
    }

    /** Tells these members; takes at most {@code limits.farewell()}. */
    Farewell tell(List<Member> members) {
        List<Member> told = Collections.synchronizedList(new ArrayList<>());
        Queue<Member> waiting = new ConcurrentLinkedQueue<>(members);
        int workers = Math.min(AT_A_TIME, members.size());
        CountDownLatch ended = new CountDownLatch(workers);
        Cancellation deadline = new Cancellation();
        try (var watch = watchdog.after(limits.farewell(), deadline::cancel)) {
            for (int i = 0; i < workers; i++) {
                threads.start("farewell-" + i, () -> {
                    try {
                        tellSome(waiting, told, deadline);
                    } finally {
                        ended.countDown();
                    }
                });
            }
            ended.await();
        } catch (InterruptedException e) {
            deadline.cancel();
            Thread.currentThread().interrupt();
        }
        List<Member> reached = List.copyOf(told);
        return new Farewell(
                reached, members.stream().filter(m -> !reached.contains(m)).toList());
    }

    private void tellSome(Queue<Member> waiting, List<Member> told, Cancellation deadline) {
        for (Member member = waiting.poll(); member != null; member = waiting.poll()) {
            boolean reached = tell(member, deadline);
            if (!reached) {
                reached = tell(member, deadline);
            }
            if (reached) {
                told.add(member);
            }
        }
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
