package reliablep2p.model;

import java.util.BitSet;
import java.util.HexFormat;

/**
 * Some of the pieces of a file. Immutable. Written as hexadecimal digits, two for each eight pieces; the lowest bit of
 * the first two is piece 0.
 */
public final class PieceSet {
    /** The longest text of a set. */
    public static final int MAX_TEXT = Pieces.MAX_COUNT / 4;

    private final BitSet bits;

    private PieceSet(BitSet bits) {
        this.bits = bits;
    }

    /** No piece. */
    public static PieceSet none() {
        return new PieceSet(new BitSet());
    }

    /** The first pieces. */
    public static PieceSet all(int count) {
        BitSet bits = new BitSet(count);
        bits.set(0, count);
        return new PieceSet(bits);
    }

    /** The pieces whose bits are set. */
    public static PieceSet of(BitSet bits) {
        return new PieceSet((BitSet) bits.clone());
    }

    /**
     * Reads a set that came from outside.
     *
     * @throws InvalidValueException if it is none, or too long
     */
    public static PieceSet parse(String text) throws InvalidValueException {
        if (text.length() > MAX_TEXT || text.length() % 2 != 0) {
            throw new InvalidValueException("a set of pieces has up to " + MAX_TEXT + " hexadecimal digits");
        }
        try {
            return new PieceSet(BitSet.valueOf(HexFormat.of().parseHex(text)));
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("a set of pieces is written in hexadecimal digits");
        }
    }

    /** Whether the piece is in it. */
    public boolean has(int piece) {
        return bits.get(piece);
    }

    /** Whether there is none in it. */
    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /** How many there are. */
    public int size() {
        return bits.cardinality();
    }

    /** The highest of them and one more; 0 if there is none. */
    public int end() {
        return bits.length();
    }

    /** A copy that may be changed. */
    public BitSet toBits() {
        return (BitSet) bits.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PieceSet set && bits.equals(set.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    /** The text of it. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bits.toByteArray());
    }
}
