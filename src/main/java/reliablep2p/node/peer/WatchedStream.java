package reliablep2p.node.peer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import reliablep2p.net.Cancellation;

/** Bytes of which somebody is told how many were read, and whose reading a person can end. */
final class WatchedStream extends FilterInputStream {
    private final LongConsumer progress;
    private final Cancellation cancellation;
    private long read;

    WatchedStream(InputStream bytes, LongConsumer progress, Cancellation cancellation) {
        super(bytes);
        this.progress = progress;
        this.cancellation = cancellation;
    }

    @Override
    public int read() throws IOException {
        cancellation.check();
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        cancellation.check();
        int count = super.read(buffer, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int more) {
        read += more;
        progress.accept(read);
    }
}
