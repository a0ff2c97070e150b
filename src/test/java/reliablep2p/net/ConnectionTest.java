package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reliablep2p.model.Limits;
import reliablep2p.model.TestLimits;
import reliablep2p.protocol.DisconnectRequest;
import reliablep2p.protocol.FileAnswer;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.PongAnswer;

/** Two good ends of one connection; {@link BadInputTest} and {@link BadAnswerTest} have a bad one. */
@Timeout(RoguePeer.PATIENCE_SECONDS)
class ConnectionTest {
    private static final int FRAME = 64 * 1024;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final BlockingQueue<ScriptedHandler> handlers = new LinkedBlockingQueue<>();
    private final LocalPeer server = new LocalPeer(new TestLimits()
            .frame(Duration.ofMillis(600))
            .pace(1000, Duration.ofMillis(600))
            .build());
    private final LocalPeer client = new LocalPeer(Limits.defaults());
    private Connection connection;
    private Connection served;

    @BeforeEach
    void connect() throws Exception {
        connection = client.dial(server, server.serve(accepted -> {
            ScriptedHandler handler = new ScriptedHandler(accepted);
            handlers.add(handler);
            return handler;
        }));
        ScriptedHandler handler = handlers.poll(10, TimeUnit.SECONDS);
        assertThat(handler).isNotNull();
        served = handler.connection;
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void bringsAFileAndThenTheNextAnswer() throws Exception {
        FileAnswer answer = (FileAnswer) connection.ask(TestFiles.GET, FRAME);
        try (InputStream body = connection.body(answer.file().size())) {
            assertThat(body.readAllBytes()).isEqualTo(TestFiles.BYTES);
            assertThat(body.read()).isEqualTo(-1);
        }

        assertThat(connection.ask(new PingRequest(), FRAME)).isEqualTo(new PongAnswer());
    }

    @Test
    void bringsAnEmptyFile() throws Exception {
        served.sendBody(TestFiles.answer(0), InputStream.nullInputStream(), sent -> {});
        served.send(new PongAnswer());

        assertThat(connection.receive(WAIT, FRAME)).isEqualTo(TestFiles.answer(0));
        assertThat(connection.body(0).read()).isEqualTo(-1);
        assertThat(connection.receive(WAIT, FRAME)).isEqualTo(new PongAnswer());
    }

    @Test
    void bringsSingleBytes() throws Exception {
        served.sendBody(TestFiles.answer(3), new ByteArrayInputStream(new byte[] {-1, 0, 1}), sent -> {});

        connection.receive(WAIT, FRAME);
        InputStream body = connection.body(3);
        assertThat(new int[] {body.read(), body.read(), body.read(), body.read()})
                .containsExactly(255, 0, 1, -1);
    }

    @Test
    void sendsNoByteBeyondTheSize() throws Exception {
        InputStream longer = new ByteArrayInputStream(TestFiles.BYTES);
        AtomicLong progress = new AtomicLong();
        served.sendBody(TestFiles.answer(600_000), longer, progress::set);
        served.send(new PongAnswer());

        connection.receive(WAIT, FRAME);
        assertThat(connection.body(600_000).readAllBytes()).isEqualTo(Arrays.copyOf(TestFiles.BYTES, 600_000));
        assertThat(connection.receive(WAIT, FRAME)).isEqualTo(new PongAnswer());
        assertThat(progress).hasValue(600_000);
        assertThat(longer.available()).isEqualTo(TestFiles.BYTES.length - 600_000);
    }

    @Test
    void bringsTheRestOfAFile() throws Exception {
        FileAnswer rest = new FileAnswer(TestFiles.answer(600_000).file(), 500_000, 100_000);
        served.sendBody(rest, new ByteArrayInputStream(TestFiles.BYTES), sent -> {});
        served.sendBody(new FileAnswer(rest.file(), 600_000, 0), InputStream.nullInputStream(), sent -> {});
        served.send(new PongAnswer());

        assertThat(connection.receive(WAIT, FRAME)).isEqualTo(rest);
        assertThat(connection.body(rest.length()).readAllBytes()).isEqualTo(Arrays.copyOf(TestFiles.BYTES, 100_000));
        assertThat(connection.receive(WAIT, FRAME)).isInstanceOf(FileAnswer.class);
        assertThat(connection.receive(WAIT, FRAME)).isEqualTo(new PongAnswer());
    }

    @Test
    void isClosedByAFileThatEndsTooEarly() throws Exception {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() ->
                        served.sendBody(TestFiles.answer(100), new ByteArrayInputStream(new byte[99]), sent -> {}))
                .withMessageContaining("shorter");

        assertThat(served.isOpen()).isFalse();
        connection.receive(WAIT, FRAME);
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> connection.body(100).readAllBytes());
    }

    @Test
    void isClosedByAFileThatCanNotBeRead() {
        IOException planted = new IOException("planted by a test");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw planted;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw planted;
            }
        };

        assertThatIOException()
                .isThrownBy(() -> served.sendBody(TestFiles.answer(100), broken, sent -> {}))
                .isSameAs(planted);
        assertThat(served.isOpen()).isFalse();
    }

    @Test
    void isClosedWhenItsProgressCanNotBeTold() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> served.sendBody(TestFiles.ANSWER, new ByteArrayInputStream(TestFiles.BYTES), sent -> {
                    throw new IllegalStateException("planted by a test");
                }));
        assertThat(served.isOpen()).isFalse();
    }

    @Test
    void endsASendingThatNobodyReads() {
        assertThatExceptionOfType(DeadlineException.class)
                .isThrownBy(() -> served.sendBody(TestFiles.answer(Long.MAX_VALUE), endless(), sent -> {}))
                .withMessage("less than 1000 bytes of a file moved within 600 ms");
        assertThat(served.isOpen()).isFalse();
    }

    @Test
    void endsAMessageThatWaitsTooLongForAnotherOne() throws Exception {
        try (LocalPeer patient = new LocalPeer(new TestLimits()
                .frame(Duration.ofMillis(300))
                .pace(1, Duration.ofSeconds(60))
                .build())) {
            BlockingQueue<Connection> accepted = new LinkedBlockingQueue<>();
            client.dial(patient, patient.serve(one -> {
                accepted.add(one);
                return new ScriptedHandler(one);
            }));
            Connection stuck = accepted.poll(10, TimeUnit.SECONDS);
            BlockingQueue<String> ended = new LinkedBlockingQueue<>();
            BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
            ConnectionThreads.platform().start("uploading", () -> {
                try {
                    stuck.sendBody(TestFiles.answer(Long.MAX_VALUE), endless(), begun::add);
                } catch (IOException e) {
                    ended.add(e.getMessage());
                }
            });
            assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();

            assertThatExceptionOfType(DeadlineException.class)
                    .isThrownBy(() -> stuck.send(new PongAnswer()))
                    .withMessage("a message was not taken within 300 ms");
            assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("a message was not taken within 300 ms");
        }
    }

    @Test
    void keepsMessagesOfOtherThreadsOutOfFiles() throws Exception {
        int files = 10;
        int messages = 500;
        BlockingQueue<String> results = new LinkedBlockingQueue<>();
        ConnectionThreads.platform().start("sending files", () -> results.add(repeat(files, this::sendFile)));
        ConnectionThreads.platform()
                .start("sending", () -> results.add(repeat(messages, () -> served.send(new PongAnswer()))));

        for (int i = 0; i < files + messages; i++) {
            if (connection.receive(WAIT, FRAME) instanceof FileAnswer answer) {
                assertThat(connection.body(answer.file().size()).readAllBytes()).isEqualTo(TestFiles.BYTES);
            }
        }
        assertThat(results.poll(10, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(results.poll(10, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void leavesAFileThatIsNotWantedByClosing() throws Exception {
        connection.ask(TestFiles.GET, FRAME);
        InputStream body = connection.body(TestFiles.BYTES.length);
        assertThat(body.read()).isEqualTo(TestFiles.BYTES[0] & 0xFF);
        body.close();

        assertThat(connection.isOpen()).isFalse();
        assertThatIOException().isThrownBy(body::read);
    }

    @Test
    void endsABlockedReceiveWhenItIsClosed() throws Exception {
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        BlockingQueue<Thread> begun = new LinkedBlockingQueue<>();
        Thread waiting = ConnectionThreads.platform().start("waiting", () -> {
            begun.add(Thread.currentThread());
            try {
                connection.receive(Duration.ofSeconds(60), FRAME);
            } catch (IOException e) {
                ended.add(String.valueOf(e.getMessage()));
            }
        });
        begun.take();
        connection.close();
        connection.close();

        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("the connection was closed");
        waiting.join();
    }

    @Test
    void saysAfterItsEndWhyItEnded() {
        assertThatExceptionOfType(DeadlineException.class)
                .isThrownBy(() -> connection.receive(Duration.ofMillis(50), FRAME))
                .withMessage("nothing arrived within 50 ms");
        assertThatExceptionOfType(DeadlineException.class)
                .isThrownBy(() -> connection.send(new DisconnectRequest()))
                .withMessage("nothing arrived within 50 ms");
        assertThatCode(connection::close).doesNotThrowAnyException();
        assertThat(connection.isOpen()).isFalse();
    }

    private void sendFile() throws IOException {
        served.sendBody(TestFiles.ANSWER, new ByteArrayInputStream(TestFiles.BYTES), sent -> {});
    }

    private static String repeat(int count, Sending sending) {
        try {
            for (int i = 0; i < count; i++) {
                sending.run();
            }
            return "done";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };
    }

    private interface Sending {
        void run() throws IOException;
    }
}
