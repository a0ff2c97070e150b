package reliablep2p.node.fetch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceSet;

/**
 * A peer that gives pieces of a file, or is asked whether it can. Its pieces, connections and state are guarded by the
 * lock of {@link Transfer}.
 */
final class Source {
    /** A request is to keep a source busy for about this long. */
    private static final double REQUEST_SECONDS = 0.1;

    private static final long MAX_REQUEST = 8L << 20;

    private final Member member;
    private final SourcePlan.Kind kind;
    private final boolean patient;
    private final Meter meter;
    private PieceSet has = PieceSet.none();
    private State state = State.ASKED;
    private boolean whole;
    private long told;
    private long verified;
    private int connections;
    private int requests;

    /** @param patient whether it may be slow, because nobody else is left */
    Source(Member member, SourcePlan.Kind kind, boolean patient, LongSupplier nanoTime) {
        this.member = member;
        this.kind = kind;
        this.patient = patient;
        this.meter = new Meter(nanoTime);
    }

    /** What a source does. */
    enum State {
        /** It has not answered yet. */
        ASKED,
        /** It has pieces, or is getting them. */
        GIVES,
        /** It is of no more use. */
        ENDED
    }

    Member member() {
        return member;
    }

    PeerId id() {
        return member.id();
    }

    boolean isDatabase() {
        return kind == SourcePlan.Kind.DATABASE;
    }

    SourcePlan.Kind kind() {
        return kind;
    }

    boolean isPatient() {
        return patient;
    }

    Meter meter() {
        return meter;
    }

    PieceSet has() {
        return has;
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    /** Whether it has all pieces, so that it need not be asked again. */
    boolean isWhole() {
        return whole;
    }

    /** Whether what it has is known as of then, in nanoseconds. */
    boolean hasToldSince(long nanos) {
        return whole || told - nanos >= 0;
    }

    void has(PieceSet pieces, boolean all, long asked) {
        has = pieces;
        whole = all;
        told = asked;
    }

    int connections() {
        return connections;
    }

    void connected(int change) {
        connections += change;
    }

    boolean gives() {
        return state == State.GIVES;
    }

    /** How many bytes came from it in pieces that were right. */
    long verified() {
        return verified;
    }

    void verified(long bytes) {
        verified += bytes;
    }

    /** Whether nothing has come from it though it was asked a while ago. */
    boolean isLate() {
        return meter.age() > TimeUnit.SECONDS.toNanos(1);
    }

    /** How many pieces to ask for at once: few at first, then as many as come in a short while. */
    int piecesAtOnce(long pieceSize) {
        requests++;
        long bytes = Math.min(MAX_REQUEST, (long) (meter.rate() * REQUEST_SECONDS));
        long doubled = pieceSize << Math.min(requests - 1, 3);
        return (int) Math.max(1, Math.min(bytes, doubled) / pieceSize);
    }
}
