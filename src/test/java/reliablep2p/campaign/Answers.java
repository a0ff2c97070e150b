package reliablep2p.campaign;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import reliablep2p.model.Limits;
import reliablep2p.net.RoguePeer;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.Bodied;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.FrameReader;
import reliablep2p.protocol.MessageCodec;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.ProtocolException;

/** What a rogue was told on one connection: the messages, and every byte of them. */
final class Answers {
    private static final byte[] ERROR = "{\"type\":\"error\",".getBytes(StandardCharsets.US_ASCII);

    private final List<Answer> all;
    private final byte[] bytes;
    /** With which a message had begun when the connection ended. */
    private final byte[] tail;

    private Answers(List<Answer> all, byte[] bytes, byte[] tail) {
        this.all = List.copyOf(all);
        this.bytes = bytes;
        this.tail = tail;
    }

    /**
     * Reads messages until the connection ends, in whatever way; the bytes of files are thrown away.
     *
     * @throws ProtocolException if something comes that is no answer
     */
    static void read(InputStream in, Consumer<Answer> each) throws ProtocolException {
        FrameReader frames = new FrameReader(in);
        try {
            for (byte[] frame = next(frames); frame != null; frame = next(frames)) {
                if (!(MessageCodec.decode(frame) instanceof Answer answer)) {
                    throw new ProtocolException("a request in place of an answer");
                }
                each.accept(answer);
                if (answer instanceof Bodied bodied) {
                    in.skipNBytes(bodied.length());
                }
            }
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException e) {
            // It ended, perhaps within a message.
        }
    }

    private static byte[] next(FrameReader frames) throws IOException {
        return frames.read(Limits.defaults().mapFrame(), () -> {});
    }

    /** The same, and keeps everything. */
    static Answers of(RoguePeer peer) throws IOException {
        List<Answer> all = new ArrayList<>();
        Copying in = new Copying(peer.input());
        read(in, answer -> {
            all.add(answer);
            in.whole = in.copy.size() + (answer instanceof Bodied bodied ? bodied.length() : 0);
        });
        byte[] bytes = in.copy.toByteArray();
        int whole = (int) Math.min(in.whole, bytes.length);
        return new Answers(all, bytes, Arrays.copyOfRange(bytes, whole, bytes.length));
    }

    /** The whole messages, in their order. */
    List<Answer> all() {
        return all;
    }

    /** How many bytes came, those of files included. */
    int size() {
        return bytes.length;
    }

    /** How many say that something was refused. */
    long errors() {
        return all.stream().filter(ErrorAnswer.class::isInstance).count();
    }

    /** Whether there is nothing but errors and answers to pings: the connection may have ended within an error. */
    boolean tellNothing() {
        boolean wholeOnes = all.stream().allMatch(a -> a instanceof ErrorAnswer || a instanceof PongAnswer);
        int seen = Math.max(0, Math.min(ERROR.length, tail.length - Integer.BYTES));
        return wholeOnes
                && (seen == 0 || Arrays.equals(tail, Integer.BYTES, Integer.BYTES + seen, ERROR, 0, seen))
                && (tail.length < Integer.BYTES
                        || ByteBuffer.wrap(tail).getInt() <= Limits.defaults().controlFrame());
    }

    /** Whether so many bytes of this in a row came, from wherever in it. */
    boolean contain(byte[] secret, int inARow) {
        String heard = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int from = 0; from + inARow <= secret.length; from += inARow) {
            if (heard.contains(new String(secret, from, inARow, StandardCharsets.ISO_8859_1))) {
                return true;
            }
        }
        return false;
    }

    private static final class Copying extends FilterInputStream {
        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
        private long whole;

        Copying(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                copy.write(one);
            }
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count > 0) {
                copy.write(into, offset, count);
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 64 * 1024)).length;
        }
    }
}
