package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import reliablep2p.model.Sha256;

/**
 * Writes one piece of a {@link PartFile} and hashes it meanwhile. Of one thread; its monitor lets another one stop it, so
 * that not a byte is written after that.
 */
public final class PieceWriter implements Closeable {
    static final int IN_PLACE = -1;

    private static final int CHUNK = 256 * 1024;

    private final PartFile part;
    private final int piece;
    private final long length;
    private final long offset;
    private final int slot;
    private final MessageDigest digest = Sha256.digest();
    private long written;
    private boolean counted;
    private boolean stopped;

    PieceWriter(PartFile part, int piece, long length, long offset, int slot) {
        this.part = part;
        this.piece = piece;
        this.length = length;
        this.offset = offset;
        this.slot = slot;
        this.counted = slot == IN_PLACE;
    }

    /** Which piece. */
    public int piece() {
        return piece;
    }

    /** How many bytes the piece has. */
    public long length() {
        return length;
    }

    /** How many of them are still to be written. */
    public long missing() {
        return length - written;
    }

    /**
     * Writes the next bytes of the piece: all that the buffer has.
     *
     * @return false if the piece is verified by now with another's bytes, or the part closed: nothing was written
     * @throws IllegalArgumentException if they are more than are missing
     * @throws DiskException if the disk fails
     */
    public boolean write(ByteBuffer bytes) throws DiskException {
        if (bytes.remaining() > missing()) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes, where " + missing() + " are missing");
        }
        digest.update(bytes.duplicate());
        synchronized (this) {
            if (stopped) {
                return false;
            }
            try {
                put(part.channel(), bytes, offset + written);
            } catch (IOException e) {
                throw part.failed(e);
            }
            return true;
        }
    }

    /**
     * Verifies the piece.
     *
     * @return false if its bytes are wrong
     * @throws DiskException if the disk fails
     */
    public boolean finish() throws DiskException {
        if (missing() > 0) {
            throw new IllegalStateException(missing() + " bytes of the piece are missing");
        }
        try {
            boolean right = part.complete(this, digest.digest());
            uncount();
            return right;
        } catch (IOException e) {
            throw part.failed(e);
        }
    }

    /** Gives the place up; harmless when repeated. */
    @Override
    public void close() {
        stop();
        uncount();
        part.ended(this);
    }

    int slot() {
        return slot;
    }

    /** Keeps it from writing any more; waits for a write that goes on. */
    synchronized void stop() {
        stopped = true;
    }

    /** Copies what was written behind the file's end to where it belongs. */
    void copyTo(long place) throws IOException {
        FileChannel channel = part.channel();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, length));
        long copied = 0;
        while (copied < length) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), length - copied));
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + copied + buffer.position()) < 0) {
                    throw new IOException("a piece that was written can't be read");
                }
            }
            buffer.flip();
            long from = place + copied;
            while (buffer.hasRemaining()) {
                from += channel.write(buffer, from);
            }
            copied += buffer.limit();
        }
    }

    private void put(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            int count = channel.write(bytes, next);
            next += count;
            written += count;
            if (counted) {
                part.unverified(count);
            }
        }
    }

    private synchronized void uncount() {
        if (counted) {
            part.unverified(-written);
            counted = false;
        }
    }
}
