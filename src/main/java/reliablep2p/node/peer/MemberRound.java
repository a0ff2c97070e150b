package reliablep2p.node.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Watchdog;

/**
 * Says something to many members, some at a time, all within one deadline. Thread-safe; a round's threads end with its
 * deadline, which closes what they wait for.
 */
final class MemberRound {
    private final String name;
    private final int atATime;
    private final ConnectionThreads threads;
    private final Watchdog watchdog;

    /**
     * Makes it; nothing happens yet.
     *
     * @param name of its threads
     * @param atATime how many members are talked to at the same time
     */
    MemberRound(String name, int atATime, ConnectionThreads threads, Watchdog watchdog) {
        this.name = name;
        this.atATime = atATime;
        this.threads = threads;
        this.watchdog = watchdog;
    }

    /** What is said to one member. */
    interface Talk {
        /** Says it; false if the member was not reached, or did not agree. */
        boolean reach(Member member, Cancellation deadline);
    }

    /**
     * Talks to these members.
     *
     * @param cancellation ends it earlier
     * @return those who were reached
     */
    List<Member> run(List<Member> members, Duration within, Cancellation cancellation, Talk talk) {
        List<Member> reached = Collections.synchronizedList(new ArrayList<>());
        Queue<Member> waiting = new ConcurrentLinkedQueue<>(members);
        int workers = Math.min(atATime, members.size());
        CountDownLatch ended = new CountDownLatch(workers);
        Cancellation deadline = new Cancellation();
        try (var watch = watchdog.after(within, deadline::cancel);
                var earlier = cancellation.register(deadline::cancel)) {
            for (int i = 0; i < workers; i++) {
                threads.start(name + "-" + i, () -> {
                    try {
                        talkToSome(waiting, reached, deadline, talk);
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
        return List.copyOf(reached);
    }

    private static void talkToSome(Queue<Member> waiting, List<Member> reached, Cancellation deadline, Talk talk) {
        for (Member member = waiting.poll(); member != null; member = waiting.poll()) {
            if (!deadline.isCancelled() && talk.reach(member, deadline)) {
                reached.add(member);
            }
        }
    }
}
