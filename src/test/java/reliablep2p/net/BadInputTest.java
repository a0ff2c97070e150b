package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.Limits;
import reliablep2p.model.TestLimits;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.trust.Identity;

/** What a server does with those who break the rules, while it goes on serving somebody who doesn't. */
@Timeout(RoguePeer.PATIENCE_SECONDS)
class BadInputTest {
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final Identity rogue = Identity.generate();
    private final BlockingQueue<ScriptedHandler> handlers = new LinkedBlockingQueue<>();
    private final LocalPeer server = new LocalPeer(new TestLimits()
            .handshake(Duration.ofSeconds(2))
            .frame(SHORT)
            .idle(LONG)
            .strangers(3)
            .connectionsPerPeer(4)
            .build());
    private final LocalPeer friend = new LocalPeer(Limits.defaults());
    private Server listening;
    private Connection unharmed;

    @BeforeEach
    void serveAFriend() throws Exception {
        listening = server.serve(connection -> {
            ScriptedHandler handler = new ScriptedHandler(connection);
            handlers.add(handler);
            return handler;
        });
        unharmed = friend.dial(server, listening);
        nextHandler();
    }

    @AfterEach
    void theFriendIsUnharmed() throws Exception {
        assertThat(unharmed.ask(new PingRequest(), 100)).isEqualTo(new PongAnswer());
        friend.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 64 * 1024 + 1})
    void refusesALengthThatNoFrameHas(int length) throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendLength(length);

            assertThat(peer.readFrame()).contains("\"malformed\"");
            assertThat(peer.readFrame()).isNull();
        }
        nextHandler().awaitClosed();
    }

    @Test
    void hearsOutWhomItRefuses() throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendLength(300_000);
            assertThat(peer.readFrame()).contains("\"malformed\"");

            peer.send(new byte[300_000]); // A reset in answer to this could overtake the error frame.
            assertThat(peer.readFrame()).isNull();
        }
    }

    @Test
    void acceptsTheLongestFrame() throws Exception {
        String padding = " ".repeat(64 * 1024 - PING.length());
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendFrame(PING + padding);

            assertThat(peer.readFrame()).isEqualTo(PONG);
        }
    }

    @Test
    void endsAFrameThatFallsSilent() throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendLength(100);

            assertThat(peer.read()).isEqualTo(-1);
        }
        nextHandler().awaitClosed();
    }

    @Test
    void endsAFrameOfWhichEveryByteTakesItsTime() throws Exception {
        byte[] frame = RoguePeer.frame(PING);
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            assertThat(peer.drip(frame, 100)).isBetween(1, frame.length - 1);
        }
        nextHandler().awaitClosed();
    }

    @Test
    void endsAConnectionThatAsksAndNeverReads() throws Exception {
        byte[] pings = RoguePeer.frame(PING.concat(" ")).clone();
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.flood(pings);
        }
        ScriptedHandler handler = nextHandler();
        handler.awaitClosed();
        assertThat(handler.requests).hasSizeGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\u0000\u0000\u0000\u000f" + PING, "\n"})
    void hangsUpOnWhoeverDoesNotSpeakTls(String text) throws Exception {
        try (RoguePeer peer = RoguePeer.tcp(listening.port())) {
            peer.send(text);

            peer.awaitEnd();
        }
        assertThat(handlers).isEmpty();
    }

    @Test
    void hangsUpOnRandomBytes() throws Exception {
        long seed = new Random().nextLong();
        byte[] noise = new byte[1000];
        new Random(seed).nextBytes(noise);
        try (RoguePeer peer = RoguePeer.tcp(listening.port())) {
            peer.send(noise);

            peer.awaitEnd();
        }
        assertThat(handlers).as("seed %s", seed).isEmpty();
    }

    @Test
    void endsAHandshakeThatFallsSilent() throws Exception {
        byte[] beginningOfClientHello = {22, 3, 1, 1, 0, 1};
        try (RoguePeer peer = RoguePeer.tcp(listening.port())) {
            peer.send(beginningOfClientHello);

            peer.awaitEnd();
        }
        assertThat(handlers).isEmpty();
    }

    @Test
    void answersAnUnknownTypeAndClosesAfterThree() throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            for (int i = 0; i < 3; i++) {
                peer.sendFrame("{\"type\":\"teleport\"}");
                assertThat(peer.readFrame()).contains("\"unsupported\"");
            }
            assertThat(peer.readFrame()).isNull();
        }
    }

    @Test
    void goesOnAfterTwoUnknownTypes() throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendFrame("{\"type\":\"teleport\"}");
            peer.sendFrame("{\"type\":\"teleport\"}");
            peer.sendFrame(PING);

            assertThat(peer.readFrame()).contains("\"unsupported\"");
            assertThat(peer.readFrame()).contains("\"unsupported\"");
            assertThat(peer.readFrame()).isEqualTo(PONG);
        }
    }

    @Test
    void answersAnAnswerThatNobodyAskedFor() throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendFrame(PONG);
            assertThat(peer.readFrame()).contains("\"unexpected\"");

            peer.sendFrame(PING);
            assertThat(peer.readFrame()).isEqualTo(PONG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "{\"type\":\"ping\",\"type\":\"ping\"}", "{\"type\":\"connect\"}"})
    void closesAfterAMessageThatIsNone(String json) throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendFrame(json);

            assertThat(peer.readFrame()).contains("\"malformed\"");
            assertThat(peer.readFrame()).isNull();
        }
        nextHandler().awaitClosed();
    }

    @Test
    void survivesAResetWithinAFrame() throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendLength(100);
            peer.reset();
        }
        nextHandler().awaitClosed();
    }

    @Test
    void endsOnlyTheConnectionWhoseHandlerFails() throws Exception {
        try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
            peer.sendFrame("{\"type\":\"get_map\"}");

            assertThat(peer.readFrame()).contains("\"internal\"").doesNotContain("planted", "Exception");
            assertThat(peer.readFrame()).isNull();
        }
        ScriptedHandler handler = nextHandler();
        handler.awaitClosed();
        assertThat(handler.timesClosed).hasValue(1);
    }

    @Test
    void strangersThatAreTooManyKeepNobodyOut() throws Exception {
        long begin = System.nanoTime();
        try (RoguePeer first = RoguePeer.tcp(listening.port());
                RoguePeer second = RoguePeer.tcp(listening.port());
                RoguePeer third = RoguePeer.tcp(listening.port());
                RoguePeer fourth = RoguePeer.tcp(listening.port())) {
            first.awaitEnd(); // It gives way to the fourth one.
            try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
                peer.sendFrame(PING);
                assertThat(peer.readFrame()).isEqualTo(PONG);
                second.awaitEnd();
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isLessThan(server.limits.handshake().dividedBy(2));
            }
            third.awaitEnd(); // By the deadline of its handshake.
            fourth.awaitEnd();
        }
    }

    @Test
    void strangersThatBeginAHelloKeepNobodyOut() throws Exception {
        byte[] begun = {0x16, 3, 1, 2, 0, 1};
        try (RoguePeer first = RoguePeer.tcp(listening.port());
                RoguePeer second = RoguePeer.tcp(listening.port());
                RoguePeer third = RoguePeer.tcp(listening.port())) {
            for (RoguePeer stranger : new RoguePeer[] {first, second, third}) {
                stranger.send(begun);
            }
            long begin = System.nanoTime();
            try (RoguePeer peer = RoguePeer.tls(listening.port(), rogue)) {
                peer.sendFrame(PING);
                assertThat(peer.readFrame()).isEqualTo(PONG);
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isLessThan(server.limits.handshake().dividedBy(2));
            }
        }
    }

    @Test
    void tellsAPeerThatItHasTooManyConnections() throws Exception {
        RoguePeer[] peers = new RoguePeer[4];
        for (int i = 0; i < peers.length; i++) {
            peers[i] = RoguePeer.tls(listening.port(), rogue);
            nextHandler();
        }
        try (RoguePeer oneMore = RoguePeer.tls(listening.port(), rogue)) {
            assertThat(oneMore.readFrame()).contains("\"busy\"");
            assertThat(oneMore.readFrame()).isNull();
        }
        assertThat(handlers).isEmpty();

        peers[0].sendFrame("null");
        assertThat(peers[0].readFrame()).contains("\"malformed\"");
        peers[0].close();
        awaitPlaceFor(rogue);
        for (RoguePeer peer : peers) {
            peer.close();
        }
    }

    private void awaitPlaceFor(Identity identity) throws IOException {
        String answer;
        do {
            try (RoguePeer peer = RoguePeer.tls(listening.port(), identity)) {
                peer.sendFrame(PING);
                answer = peer.readFrame();
            }
        } while (!PONG.equals(answer));
    }

    private ScriptedHandler nextHandler() throws InterruptedException {
        ScriptedHandler handler = handlers.poll(10, TimeUnit.SECONDS);
        assertThat(handler).isNotNull();
        return handler;
    }
}
