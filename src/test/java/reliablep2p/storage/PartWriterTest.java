package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Sha256;

class PartWriterTest {
    private static final int BUFFER = 256 * 1024;
    private static final int BUFFERS = 4;
    private static final long LARGE = 1L << 40;

    @TempDir
    Path parent;

    private final CountDownLatch mayWrite = new CountDownLatch(1);
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private FileChannel channel;

    @BeforeEach
    void setUp() throws Exception {
        channel = Disk.createShared(parent.resolve("part"));
    }

    @AfterEach
    void tearDown() throws Exception {
        mayWrite.countDown();
        channel.close();
        Thread started = thread.get();
        if (started != null) {
            started.join();
        }
    }

    @Test
    void makesFewBuffersHoweverLargeTheFile() throws Exception {
        PartWriter writer = new PartWriter(channel, Sha256.digest(), LARGE, Thread::new);
        Set<byte[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 50; i++) {
            byte[] buffer = writer.buffer();
            buffers.add(buffer);
            writer.write(buffer, buffer.length);
        }
        writer.finish();

        assertThat(buffers).hasSizeLessThanOrEqualTo(BUFFERS).allMatch(buffer -> buffer.length == BUFFER);
        assertThat(channel.size()).isEqualTo(50L * BUFFER);
    }

    @Test
    void makesASmallBufferForASmallFile() throws Exception {
        assertThat(new PartWriter(channel, Sha256.digest(), 10, Thread::new).buffer())
                .hasSize(10);
        assertThat(new PartWriter(channel, Sha256.digest(), 0, Thread::new).buffer())
                .hasSize(1);
    }

    @Test
    void startsNoThreadBeforeThereIsSomethingToWrite() throws Exception {
        PartWriter writer = new PartWriter(channel, Sha256.digest(), LARGE, heldUp());
        writer.buffer();
        writer.finish();
        writer.abort();

        assertThat(thread).hasNullValue();
        assertThat(writer.sha256()).isEqualTo(Sha256.of(new byte[0]));
    }

    @Test
    void letsTheOtherThreadGoOnWhileTheDiskIsSlow() throws Exception {
        PartWriter writer = new PartWriter(channel, Sha256.digest(), LARGE, heldUp());
        for (int i = 0; i < BUFFERS; i++) {
            writer.write(writer.buffer(), 1);
        }
        assertThat(channel.size()).isZero();
        mayWrite.countDown();
        writer.finish();

        assertThat(channel.size()).isEqualTo(BUFFERS);
        assertThat(writer.sha256()).isEqualTo(Sha256.of(new byte[BUFFERS]));
    }

    @Test
    void makesTheOtherThreadWaitWhenAllBuffersAreFull() throws Exception {
        PartWriter writer = new PartWriter(channel, Sha256.digest(), LARGE, heldUp());
        for (int i = 0; i < BUFFERS; i++) {
            writer.write(writer.buffer(), 1);
        }
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(writer::buffer);
        assertThat(Thread.interrupted()).isTrue();
        mayWrite.countDown();
        assertThat(writer.buffer()).hasSize(BUFFER);
        writer.abort();
    }

    @Test
    void keepsTheFailureAndGivesTheBuffersBack() throws Exception {
        channel.close();
        PartWriter writer = new PartWriter(channel, Sha256.digest(), LARGE, Thread::new);
        for (int i = 0; i < 10 * BUFFERS; i++) {
            writer.write(writer.buffer(), 1);
        }
        writer.finish();

        assertThat(writer.failure()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void endsItsThreadWhenGivenUp() throws Exception {
        PartWriter writer = new PartWriter(channel, Sha256.digest(), LARGE, heldUp());
        for (int i = 0; i < BUFFERS; i++) {
            writer.write(writer.buffer(), 1);
        }
        mayWrite.countDown();
        writer.abort();

        assertThat(started().isAlive()).isFalse();
        assertThat(writer.failure()).hasMessage("given up");
    }

    @Test
    void writesWhatWasHandedOverBeforeItEnds() throws Exception {
        PartWriter writer = new PartWriter(channel, Sha256.digest(), LARGE, heldUp());
        for (int i = 0; i < BUFFERS; i++) {
            writer.write(writer.buffer(), 1);
        }
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(writer::finish);
        mayWrite.countDown();
        writer.end();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(started().isAlive()).isFalse();
        assertThat(channel.size()).isEqualTo(BUFFERS);
    }

    @Test
    void failsAndGoesOnGivingBuffersBackWhenItsThreadIsInterrupted() throws Exception {
        PartWriter writer = new PartWriter(channel, Sha256.digest(), LARGE, heldUp());
        writer.write(writer.buffer(), 1);
        started().interrupt();
        for (int i = 0; i < 10 * BUFFERS; i++) {
            writer.write(writer.buffer(), 1);
        }
        writer.finish();

        assertThat(writer.failure()).isNotNull();
    }

    private Thread started() {
        return Objects.requireNonNull(thread.get());
    }

    /** Threads that do nothing before {@code mayWrite}, unless they are interrupted. */
    private ThreadFactory heldUp() {
        return work -> {
            Thread made = new Thread(() -> {
                try {
                    mayWrite.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                work.run();
            });
            thread.set(made);
            return made;
        };
    }
}
