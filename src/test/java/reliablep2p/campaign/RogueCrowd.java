package reliablep2p.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import reliablep2p.node.RogueMember;

/**
 * Many rogues in a process of their own, until its standard input ends.
 *
 * <p>By {@link #APART} it runs at idle priority. On a real network rogues are on machines of their own, and what they
 * compute (half of each handshake, say) takes nothing from their victim's processor; here it would, and the campaign would
 * measure how Linux shares out two cores. What the victims have to compute for the rogues they do at their own priority
 * all the same. A crowd at normal priority, as of a user of the victim's own machine, is measured apart.
 */
final class RogueCrowd implements AutoCloseable {
    /** What it prints once each of them has connected, or was refused. */
    static final String READY = "ready";

    private static final long PATIENCE_MILLIS = 180_000;

    /** By whom it is started: in a session of its own, with the time that nobody else wants. */
    static final List<String> APART = List.of("setsid", "chrt", "--idle", "0");

    /** Whose names they use. */
    private static final int MEMBERS = 8;

    private final List<RogueMember> members = new ArrayList<>();
    private final List<Rogue> rogues = new ArrayList<>();

    private RogueCrowd() {}

    /**
     * Lets so many rogues loose on two victims.
     *
     * @param arguments the port of the database peer, that of the other victim, how many rogues, the seed of their
     *     choices, and a request that a member would be granted
     */
    public static void main(String[] arguments) throws Exception {
        int databasePort = Integer.parseInt(arguments[0]);
        List<Integer> victims = List.of(databasePort, Integer.parseInt(arguments[1]));
        Random random = new Random(Long.parseLong(arguments[3]));
        try (RogueCrowd crowd = new RogueCrowd()) {
            crowd.start(databasePort, victims, Integer.parseInt(arguments[2]), random, arguments[4]);
            crowd.awaitFirst();
            System.out.println(READY);
            System.in.readAllBytes();
            System.out.println(
                    crowd.rogues.stream().mapToInt(Rogue::connections).sum());
        }
    }

    private void start(int databasePort, List<Integer> victims, int count, Random random, String get) throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new RogueMember(databasePort, (from, request) -> from.close()));
        }
        List<Rogue.Kind> kinds = List.of(Rogue.Kind.values());
        for (int i = 0; i < count; i++) {
            Rogue rogue = new Rogue(
                    kinds.get(i % kinds.size()),
                    victims.get(random.nextInt(victims.size())),
                    members.get(i % members.size()).identity(),
                    get,
                    new Random(random.nextLong()));
            rogues.add(rogue);
            rogue.start();
        }
    }

    private void awaitFirst() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (Rogue rogue : rogues) {
            if (!rogue.awaitFirst(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()))) {
                throw new IllegalStateException("not all rogues have come to connect");
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Rogue rogue : rogues) {
            rogue.close();
        }
        for (RogueMember member : members) {
            member.close();
        }
    }
}
