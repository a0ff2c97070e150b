package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceList;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Pieces;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FetchOutcome.Refusal;
import reliablep2p.node.FetchOutcome.Share;
import reliablep2p.storage.PartFile;

/**
 * One file on its way from all of its sources at once: what the threads that receive and the one that looks for sources
 * share.
 *
 * <p>Thread-safe. {@code lock} guards everything, the plan and the sources included; nobody is asked and nothing is
 * written under it. Of other locks only those of meters and of the part are taken under it, and those are never held
 * when it is taken.
 */
final class Transfer {
    /** The database peer is asked as well if the others together give less than this, in bytes a second. */
    static final long FLOOR = 1L << 20;

    /** So long the others have to reach it. */
    private static final long FLOOR_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** A source that is slower by this is helped near the end. */
    private static final double SLOWER = 1.5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TrustedFile file;
    private final FetchContext context;
    private final LongSupplier nanoTime;
    private final Meter meter;
    private final List<Source> sources = new ArrayList<>();
    private final List<Source> slow = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private @Nullable PieceList list;
    private @Nullable PartFile part;
    private @Nullable PiecePlan plan;
    private @Nullable Pieces cut;
    private @Nullable Throwable failure;
    private boolean wrongBytes;
    private boolean over;
    private long revision;
    /** When the last piece was verified, in nanoseconds. */
    private long gained;
    /** When the last bytes came, from whomever, in nanoseconds. */
    private volatile long movedAt;

    Transfer(TrustedFile file, FetchContext context, LongSupplier nanoTime) {
        this.file = file;
        this.context = context;
        this.nanoTime = nanoTime;
        this.meter = new Meter(nanoTime);
        this.gained = nanoTime.getAsLong();
        this.movedAt = nanoTime.getAsLong();
    }

    /** What a source is to do next. */
    sealed interface Step {
        /** Get these pieces. */
        record Get(PiecePlan.Run run) implements Step {}

        /** Get one of these, whichever the source likes to give. */
        record GetAny(PieceSet pieces) implements Step {}

        /** Find out which pieces it has by now. */
        record Refresh() implements Step {}

        /** Nothing now. */
        record Wait() implements Step {}

        /** Nothing any more. */
        record End() implements Step {}
    }

    TrustedFile file() {
        return file;
    }

    /** Where its pieces go, once the list of them is known. */
    void begin(PartFile begun, Pieces how, PieceList known) {
        locked(() -> {
            part = begun;
            cut = how;
            list = known;
            plan = new PiecePlan(known.count(), begun.verified(), context.random());
            movedAt = nanoTime.getAsLong(); // To prove what was here may have taken long.
        });
    }

    /** Where its pieces go; only after {@link #begin}. */
    PartFile part() {
        return required(part);
    }

    /** How it is cut; only after {@link #begin}. */
    Pieces cut() {
        return required(cut);
    }

    /** A source knows the list of pieces; the first list counts. */
    void learn(PieceList known) {
        locked(() -> {
            if (list == null) {
                list = known;
            }
        });
    }

    /** The list of pieces, if somebody knew it by now. */
    Optional<PieceList> list() {
        lock.lock();
        try {
            return Optional.ofNullable(list);
        } finally {
            lock.unlock();
        }
    }

    void add(Source source) {
        locked(() -> sources.add(source));
    }

    /**
     * A source told what it has.
     *
     * @param asked when it was asked, in nanoseconds
     */
    void has(Source source, PieceSet pieces, boolean all, long asked) {
        locked(() -> {
            source.has(pieces, all, asked);
            source.state(Source.State.GIVES);
        });
    }

    void connected(Source source, int change) {
        locked(() -> source.connected(change));
    }

    /** A source is of no more use. */
    void refuse(Source source, String reason, boolean wrong) {
        locked(() -> {
            if (source.state() != Source.State.ENDED) {
                source.state(Source.State.ENDED);
                refusals.add(new Refusal(source.member(), reason));
            }
            wrongBytes |= wrong;
        });
    }

    /** A source is too slow to wait for it, as long as there are others. */
    void outpaced(Source source) {
        locked(() -> slow.add(source));
        refuse(source, "was too slow", false);
    }

    /** The sources that were too slow, once. */
    List<Source> takeSlow() {
        lock.lock();
        try {
            List<Source> taken = List.copyOf(slow);
            slow.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** All pieces are as their list says, and yet the whole is not what was offered. */
    void blameAll() {
        sources().forEach(source -> refuse(source, "sent wrong bytes", true));
    }

    /** Something failed that no other source can mend. */
    void fail(Throwable thrown) {
        locked(() -> {
            if (failure == null) {
                failure = thrown;
            }
        });
    }

    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody gets anything to do any more. */
    void end() {
        locked(() -> over = true);
    }

    /** What this source is to do next; what is chosen counts as begun. */
    Step next(Source source) {
        lock.lock();
        try {
            if (over || source.state() == Source.State.ENDED || failure != null) {
                return new Step.End();
            }
            PiecePlan known = plan;
            if (known == null) {
                return list == null && !source.isWhole() ? refresh(source) : new Step.Wait();
            }
            if (source.isDatabase() && others(source).findAny().isPresent()) {
                return spare(known, source);
            }
            int most = Math.min(source.piecesAtOnce(cut().pieceSize()), Math.max(1, known.remaining() / 8));
            Optional<PiecePlan.Run> run = known.next(source.id(), source.has(), sets(), most);
            if (run.isEmpty()) {
                run = known.second(source.id(), source.has(), slowerThan(source));
            }
            if (run.isPresent()) {
                return new Step.Get(run.get());
            }
            return source.isWhole() ? new Step.Wait() : refresh(source);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks one that is getting the file, too, what it has by now; but not for ever if all are like that: those that lack the
     * same pieces would wait for each other.
     */
    private Step refresh(Source source) {
        boolean fed = sources.stream()
                .filter(other -> other.state() != Source.State.ENDED)
                .anyMatch(other -> other.isWhole() || other.isDatabase());
        if (fed || nanoTime.getAsLong() - movedAt < context.limits().pace().toNanos()) {
            return new Step.Refresh();
        }
        refuse(source, "lacks the same pieces", false);
        return new Step.End();
    }

    /** The database peer gives what the others don't have, and only while they give nothing, or too little. */
    private Step spare(PiecePlan known, Source database) {
        boolean tooSlow = isSlow();
        BitSet wanted = known.open();
        if (!tooSlow) {
            // In a swarm all of them get pieces all the time: what one said before the last piece came is no reason
            // yet.
            boolean mayHaveMore =
                    others(database).anyMatch(other -> known.isGetting(other.id()) || !other.hasToldSince(gained));
            others(database).forEach(other -> wanted.andNot(other.has().toBits()));
            if (mayHaveMore) {
                return new Step.Wait();
            }
        }
        return wanted.isEmpty() ? new Step.Wait() : new Step.GetAny(PieceSet.of(wanted));
    }

    /** The source chose a piece by itself. */
    void chosen(Source source, int piece) {
        locked(() -> required(plan).take(source.id(), new PiecePlan.Run(piece, 1)));
    }

    /** A number that is another one after each change. */
    long revision() {
        lock.lock();
        try {
            return revision;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something has changed since then, for a tenth of a second at most. */
    void await(long seen) throws IOException {
        await(seen, WAIT_NANOS);
    }

    /** Waits until something has changed since then, for so long at most. */
    void await(long seen, long nanos) throws IOException {
        lock.lock();
        try {
            long left = nanos;
            while (revision == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** Bytes have come, verified or not. */
    void moved(Source source, long bytes) {
        movedAt = nanoTime.getAsLong();
        source.meter().add(bytes);
        meter.add(bytes);
        context.knowledge().counters().received(bytes);
    }

    /** A piece from this source is verified. */
    void done(Source source, int piece) {
        locked(() -> {
            required(plan).done(piece);
            gained = nanoTime.getAsLong();
            source.verified(cut().length(piece, file.size()));
        });
    }

    /** What is not verified of these pieces comes from another source. */
    void giveBack(Source source, PiecePlan.Run run) {
        locked(() -> required(plan).giveBack(source.id(), run));
    }

    boolean isDone() {
        lock.lock();
        try {
            return plan != null && plan.isDone();
        } finally {
            lock.unlock();
        }
    }

    /** How many pieces are missing; none as long as nobody knows. */
    int remaining() {
        lock.lock();
        try {
            return plan == null ? 0 : plan.remaining();
        } finally {
            lock.unlock();
        }
    }

    /** How many sources have pieces, or are getting them. */
    int giving() {
        lock.lock();
        try {
            return (int) sources.stream().filter(Source::gives).count();
        } finally {
            lock.unlock();
        }
    }

    /** How many threads receive or ask. */
    int connections() {
        lock.lock();
        try {
            return sources.stream().mapToInt(Source::connections).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the only source that gives anything could give more over one more connection. */
    boolean canBeStrengthened(int most) {
        lock.lock();
        try {
            List<Source> giving = sources.stream().filter(Source::gives).toList();
            return giving.size() == 1
                    && giving.get(0).connections() > 0
                    && giving.get(0).connections() < most
                    && giving.get(0).verified() > 0
                    && plan != null
                    && plan.open().cardinality() > most;
        } finally {
            lock.unlock();
        }
    }

    /** Whether anybody else could give what this source does not. */
    boolean hasOther(Source source) {
        lock.lock();
        try {
            return others(source).anyMatch(other -> !other.has().isEmpty());
        } finally {
            lock.unlock();
        }
    }

    List<Source> sources() {
        lock.lock();
        try {
            return List.copyOf(sources);
        } finally {
            lock.unlock();
        }
    }

    List<Refusal> refusals() {
        lock.lock();
        try {
            return List.copyOf(refusals);
        } finally {
            lock.unlock();
        }
    }

    boolean wrongBytes() {
        lock.lock();
        try {
            return wrongBytes;
        } finally {
            lock.unlock();
        }
    }

    /** How fast bytes come, of all sources together, in bytes a second. */
    long rate() {
        return meter.rate();
    }

    /** Whether the sources have had their time and are still too slow. */
    boolean isSlow() {
        long limit = context.throttles().down().limit();
        long floor = limit == 0
                ? FLOOR
                : Math.min(FLOOR, limit / 2); // What this peer does not want, nobody is to blame for.
        return meter.age() > FLOOR_NANOS && meter.rate() < floor;
    }

    /** Whether a source can give a piece that is needed, or gives one, or none is needed any more. */
    boolean isFed() {
        lock.lock();
        try {
            PiecePlan known = plan;
            if (known != null && known.isDone()) {
                return true; // Whoever looked a moment ago must not ask somebody else for it.
            }
            return sources.stream()
                    .filter(Source::gives)
                    .anyMatch(source -> known == null
                            ? list != null
                            : known.isGetting(source.id())
                                    || known.open().intersects(source.has().toBits()));
        } finally {
            lock.unlock();
        }
    }

    /** Who gave how much. */
    List<Share> shares() {
        lock.lock();
        try {
            return sources.stream()
                    .filter(source -> source.verified() > 0 || (file.size() == 0 && source.gives()))
                    .map(source -> new Share(source.member(), source.verified()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Who gave the most, if anybody gave anything. */
    Optional<Member> best() {
        return shares().stream().max(Comparator.comparingLong(Share::bytes)).map(Share::peer);
    }

    private Stream<Source> others(Source source) {
        return sources.stream().filter(other -> other != source && other.gives() && !other.isDatabase());
    }

    private List<PieceSet> sets() {
        return sources.stream().filter(Source::gives).map(Source::has).toList();
    }

    private Set<PeerId> slowerThan(Source source) {
        Set<PeerId> slower = new HashSet<>();
        long rate = source.meter().rate();
        for (Source other : sources) {
            if (other != source && other.meter().rate() * SLOWER < rate) {
                slower.add(other.id());
            }
        }
        return slower;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            revision++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the list of pieces is not known yet");
        }
        return value;
    }
}
