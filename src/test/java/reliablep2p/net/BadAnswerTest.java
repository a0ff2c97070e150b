package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.TestLimits;
import reliablep2p.protocol.Message;
import reliablep2p.protocol.MessageCodec;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.UnsupportedMessageException;

/** What the asking side does when the side that is asked breaks the rules. */
@Timeout(RoguePeer.PATIENCE_SECONDS)
class BadAnswerTest {
    private static final int FRAME = 64 * 1024;
    private static final int SIZE = 100_000;
    private static final String PONG = "{\"type\":\"pong\"}";

    private final LocalPeer client = new LocalPeer(new TestLimits()
            .frame(Duration.ofMillis(400))
            .answer(Duration.ofMillis(500))
            .pace(1000, Duration.ofMillis(300))
            .build());

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, FRAME + 1})
    void refusesALengthThatNoFrameHas(int length) throws Exception {
        assertAskFails(ProtocolException.class, peer -> peer.sendLength(length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"type\":\"ping\"}", "{\"type\":\"teleport\"}", "{\"type\":\"map\"}"})
    void refusesWhatIsNoAnswer(String json) throws Exception {
        assertAskFails(ProtocolException.class, peer -> peer.sendFrame(json));
    }

    @Test
    void endsAnAnswerThatDoesNotCome() throws Exception {
        assertThat(assertAskFails(DeadlineException.class, peer -> {})).hasMessage("no answer within 500 ms");
    }

    @Test
    void endsAnAnswerThatFallsSilent() throws Exception {
        assertThat(assertAskFails(DeadlineException.class, peer -> peer.sendLength(100)))
                .hasMessage("a message did not end within 400 ms");
    }

    @Test
    void endsAnAnswerOfWhichEveryByteTakesItsTime() throws Exception {
        byte[] frame = RoguePeer.frame(PONG);
        assertThat(assertAskFails(DeadlineException.class, peer -> peer.drip(frame, 100)))
                .hasMessage("a message did not end within 400 ms");
    }

    @Test
    void skipsAnUnknownTypeWhenItOnlyListens() throws Exception {
        try (RogueServer rogue = RogueServer.tls(peer -> {
            peer.sendFrame("{\"type\":\"teleport\"}");
            peer.sendFrame(PONG);
            peer.awaitEnd();
        })) {
            Connection connection = client.transport.dial(rogue.address(), null, new Cancellation());

            assertThatExceptionOfType(UnsupportedMessageException.class)
                    .isThrownBy(() -> connection.receive(Duration.ofSeconds(10), FRAME));
            assertThat(connection.receive(Duration.ofSeconds(10), FRAME)).isEqualTo(new PongAnswer());
        }
    }

    @Test
    void noticesAFileWithFewerBytes() throws Exception {
        assertBodyFails(EOFException.class, peer -> peer.send(new byte[SIZE - 1]), false);
    }

    @Test
    void noticesAResetWithinAFile() throws Exception {
        assertBodyFails(
                IOException.class,
                peer -> {
                    peer.send(new byte[SIZE - 1]);
                    peer.reset();
                },
                false);
    }

    @Test
    void endsAFileThatFallsSilent() throws Exception {
        assertThat(assertBodyFails(DeadlineException.class, peer -> peer.send(new byte[SIZE / 2]), true))
                .hasMessage("less than 1000 bytes of a file moved within 300 ms");
    }

    @Test
    void endsAFileOfWhichEveryByteTakesItsTime() throws Exception {
        assertBodyFails(DeadlineException.class, peer -> peer.drip(new byte[SIZE], 50), true);
    }

    @Test
    void endsAFileWhoseLastByteDoesNotCome() throws Exception {
        assertBodyFails(DeadlineException.class, peer -> peer.send(new byte[SIZE - 1]), true);
    }

    @Test
    void readsNoMoreBytesThanWereAnnounced() throws Exception {
        byte[] more = new byte[SIZE + 10_000];
        Arrays.fill(more, (byte) 7);
        try (RogueServer rogue = RogueServer.tls(peer -> {
            peer.readFrame();
            peer.send(frame(TestFiles.answer(SIZE)));
            peer.send(more);
            peer.flood(new byte[16 * 1024]);
        })) {
            Connection connection = client.transport.dial(rogue.address(), null, new Cancellation());
            connection.ask(TestFiles.GET, FRAME);

            assertThat(connection.body(SIZE).readAllBytes()).isEqualTo(Arrays.copyOf(more, SIZE));
            assertThat(connection.reusable()).isFalse();
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> connection.ask(new PingRequest(), FRAME));
        }
    }

    /** A rogue that gets a request, does what the script says and then falls silent. */
    private IOException assertAskFails(Class<? extends IOException> type, RogueServer.Script script)
            throws IOException {
        try (RogueServer rogue = RogueServer.tls(peer -> {
            peer.readFrame();
            script.play(peer);
            peer.awaitEnd();
        })) {
            Connection connection = client.transport.dial(rogue.address(), null, new Cancellation());
            IOException[] thrown = new IOException[1];
            assertThatExceptionOfType(type)
                    .isThrownBy(() -> connection.ask(new PingRequest(), FRAME))
                    .satisfies(e -> thrown[0] = e);
            assertThat(connection.isOpen()).isFalse();
            return thrown[0];
        }
    }

    /** A rogue that announces a file, does what the script says and then falls silent or ends. */
    private IOException assertBodyFails(Class<? extends IOException> type, RogueServer.Script script, boolean silent)
            throws IOException {
        try (RogueServer rogue = RogueServer.tls(peer -> {
            peer.readFrame();
            peer.send(frame(TestFiles.answer(SIZE)));
            script.play(peer);
            if (silent) {
                peer.awaitEnd();
            }
        })) {
            Connection connection = client.transport.dial(rogue.address(), null, new Cancellation());
            connection.ask(TestFiles.GET, FRAME);
            IOException[] thrown = new IOException[1];
            try (InputStream body = connection.body(SIZE)) {
                assertThatExceptionOfType(type).isThrownBy(body::readAllBytes).satisfies(e -> thrown[0] = e);
            }
            assertThat(connection.isOpen()).isFalse();
            return thrown[0];
        }
    }

    private static byte[] frame(Message message) {
        return RoguePeer.frame(new String(MessageCodec.encode(message), StandardCharsets.UTF_8));
    }
}
