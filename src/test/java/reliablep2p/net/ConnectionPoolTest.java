package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.TestLimits;
import reliablep2p.protocol.MessageCodec;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.PongAnswer;

@Timeout(RoguePeer.PATIENCE_SECONDS)
class ConnectionPoolTest {
    private static final int FRAME = 64 * 1024;
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final PingRequest PING = new PingRequest();

    private final LocalPeer server = new LocalPeer(Limits.defaults());
    private final LocalPeer client = new LocalPeer(Limits.defaults());
    private final ConnectionPool pool = new ConnectionPool(client.transport, client.limits, client.watchdog);
    private final BlockingQueue<ScriptedHandler> handlers = new LinkedBlockingQueue<>();
    private final Cancellation cancellation = new Cancellation();

    @AfterEach
    void close() {
        pool.close();
        client.close();
        server.close();
    }

    @Test
    void usesAConnectionAgain() throws Exception {
        Member member = server.member(serve(server));

        for (int i = 0; i < 5; i++) {
            try (Exchange exchange = pool.open(member, PING, FRAME, cancellation)) {
                assertThat(exchange.answer()).isEqualTo(new PongAnswer());
                exchange.keep();
            }
        }
        assertThat(handlers).hasSize(1);
    }

    @Test
    void usesAConnectionAgainAfterAFile() throws Exception {
        Member member = server.member(serve(server));
        for (int i = 0; i < 2; i++) {
            try (Exchange exchange = pool.open(member, TestFiles.GET, FRAME, cancellation)) {
                assertThat(exchange.connection().body(TestFiles.BYTES.length).readAllBytes())
                        .isEqualTo(TestFiles.BYTES);
                exchange.keep();
            }
        }
        assertThat(handlers).hasSize(1);
    }

    @Test
    void closesAConnectionThatIsNotHandedBack() throws Exception {
        Member member = server.member(serve(server));
        pool.open(member, PING, FRAME, cancellation).close();

        nextHandler().awaitClosed();
    }

    @Test
    void closesAConnectionOnWhichAFileWasNotRead() throws Exception {
        Member member = server.member(serve(server));
        try (Exchange exchange = pool.open(member, TestFiles.GET, FRAME, cancellation)) {
            exchange.keep();
            assertThat(exchange.connection().isOpen()).isFalse();
        }
    }

    @Test
    void closesAConnectionOnWhichAFileWasNotReadToItsEnd() throws Exception {
        Member member = server.member(serve(server));
        try (Exchange exchange = pool.open(member, TestFiles.GET, FRAME, cancellation)) {
            assertThat(exchange.connection().body(TestFiles.BYTES.length).readNBytes(1000))
                    .hasSize(1000);
            exchange.keep();
            assertThat(exchange.connection().isOpen()).isFalse();
        }
    }

    @Test
    void closesAConnectionOnWhichAFileIsStillToCome() throws Exception {
        String file = new String(MessageCodec.encode(TestFiles.ANSWER), StandardCharsets.UTF_8);
        try (RogueServer withholding = RogueServer.tls(peer -> {
            peer.readFrame();
            peer.sendFrame(file);
            peer.awaitEnd();
        })) {
            try (Exchange exchange = pool.open(withholding.member(), TestFiles.GET, FRAME, cancellation)) {
                exchange.keep();
                assertThat(exchange.connection().isOpen()).isFalse();
            }
        }
    }

    @Test
    void closesAConnectionOnWhichMoreCameInTheSameRecord() throws Exception {
        assertNotKept(peer -> peer.send(twoFrames()));
    }

    @Test
    void closesAConnectionOnWhichMoreCameInAnotherRecord() throws Exception {
        assertNotKept(peer -> {
            peer.sendFrame(PONG);
            peer.sendFrame(PONG);
        });
    }

    @Test
    void keepsFourConnectionsOfOnePeer() throws Exception {
        Member member = server.member(serve(server));
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            exchanges.add(pool.open(member, PING, FRAME, cancellation));
        }
        exchanges.forEach(Exchange::keep);

        assertThat(exchanges)
                .extracting(exchange -> exchange.connection().isOpen())
                .containsExactly(false, true, true, true, true);
    }

    @Test
    void keeps64ConnectionsInAll() throws Exception {
        List<RogueServer> servers = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < 66; i++) {
            servers.add(RogueServer.tls(ConnectionPoolTest::pongs));
            exchanges.add(pool.open(servers.get(i).member(), PING, FRAME, cancellation));
            exchanges.get(i).keep();
        }

        assertThat(exchanges.stream().filter(exchange -> exchange.connection().isOpen()))
                .hasSize(64);
        assertThat(exchanges.get(0).connection().isOpen()).isFalse();
        assertThat(exchanges.get(1).connection().isOpen()).isFalse();
        for (RogueServer one : servers) {
            one.close();
        }
    }

    @Test
    void closesConnectionsBeforeTheOtherSideDoes() throws Exception {
        Limits hasty = new TestLimits().idle(Duration.ofMillis(200)).build();
        Member member = server.member(serve(server));
        try (ConnectionPool brief = new ConnectionPool(client.transport, hasty, client.watchdog)) {
            brief.open(member, PING, FRAME, cancellation).keep();

            nextHandler().awaitClosed();
        }
    }

    @Test
    void triesOnceMoreWhenAKeptConnectionHasEnded() throws Exception {
        try (RogueServer forgetful = RogueServer.tls(peer -> {
            peer.readFrame();
            peer.sendFrame(PONG);
            peer.readFrame(); // The second request ends the connection.
        })) {
            Member member = forgetful.member();
            pool.open(member, PING, FRAME, cancellation).keep();

            try (Exchange exchange = pool.open(member, PING, FRAME, cancellation)) {
                assertThat(exchange.answer()).isEqualTo(new PongAnswer());
            }
            assertThat(forgetful.accepted()).isEqualTo(2);
        }
    }

    @Test
    void triesOnceMoreWhenTheOtherSideFoundItIdleForTooLong() throws Exception {
        LocalPeer hasty =
                new LocalPeer(new TestLimits().idle(Duration.ofMillis(400)).build());
        try (hasty) {
            Member member = hasty.member(serve(hasty));
            Exchange first = pool.open(member, PING, FRAME, cancellation);
            first.keep();
            nextHandler().awaitClosed();

            try (Exchange exchange = pool.open(member, PING, FRAME, cancellation)) {
                assertThat(exchange.answer()).isEqualTo(new PongAnswer());
                assertThat(exchange.connection()).isNotSameAs(first.connection());
            }
        }
    }

    @Test
    void doesNotTakeWhatCameLateForTheNextAnswer() throws Exception {
        BlockingQueue<String> kept = new LinkedBlockingQueue<>();
        BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        try (RogueServer rogue = RogueServer.tls(peer -> {
            peer.readFrame();
            peer.sendFrame(PONG);
            assertThat(take(kept)).isEqualTo("kept");
            peer.sendFrame(PONG);
            sent.add("sent");
            peer.awaitEnd();
        })) {
            Exchange first = pool.open(rogue.member(), PING, FRAME, cancellation);
            first.keep();
            kept.add("kept");
            assertThat(take(sent)).isEqualTo("sent");

            try (Exchange second = pool.open(rogue.member(), PING, FRAME, cancellation)) {
                assertThat(second.connection()).isNotSameAs(first.connection());
            }
        }
    }

    @Test
    void doesNotTryAgainWhenAnAnswerHadBegun() throws Exception {
        try (RogueServer rogue = RogueServer.tls(peer -> {
            peer.readFrame();
            peer.sendFrame(PONG);
            peer.readFrame();
            peer.sendLength(100);
        })) {
            Member member = rogue.member();
            pool.open(member, PING, FRAME, cancellation).keep();

            assertThatExceptionOfType(EOFException.class)
                    .isThrownBy(() -> pool.open(member, PING, FRAME, cancellation));
            assertThat(rogue.accepted()).isEqualTo(1);
        }
    }

    @Test
    void doesNotTryAgainOnAFreshConnection() throws Exception {
        try (RogueServer rogue = RogueServer.tls(RoguePeer::readFrame)) {
            assertThatIOException().isThrownBy(() -> pool.open(rogue.member(), PING, FRAME, cancellation));
            assertThat(rogue.accepted()).isEqualTo(1);
        }
    }

    @Test
    void refusesAnotherPeerAtTheMembersAddress() throws Exception {
        Server listening = serve(server);
        Member stranger = new Member(
                client.identity.id(),
                LocalPeer.address(listening),
                server.member(listening).role());

        assertThatExceptionOfType(WrongPeerException.class)
                .isThrownBy(() -> pool.open(stranger, PING, FRAME, cancellation));
    }

    @Test
    void endsAnExchangeThatIsCancelledWhileItWaits() throws Exception {
        try (RogueServer silent = RogueServer.tls(peer -> {
            peer.readFrame();
            cancellation.cancel();
            peer.awaitEnd();
        })) {
            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> pool.open(silent.member(), PING, FRAME, cancellation));
        }
    }

    @Test
    void endsAFileThatIsCancelled() throws Exception {
        Member member = server.member(serve(server));
        try (Exchange exchange = pool.open(member, TestFiles.GET, FRAME, cancellation)) {
            InputStream body = exchange.connection().body(TestFiles.BYTES.length);
            body.read();
            cancellation.cancel();

            assertThatExceptionOfType(CancelledException.class).isThrownBy(body::readAllBytes);
            exchange.keep();
            assertThat(exchange.connection().isOpen()).isFalse();
        }
    }

    @Test
    void leavesKeptConnectionsAloneWhenTheirExchangeIsCancelledLater() throws Exception {
        Member member = server.member(serve(server));
        Exchange exchange = pool.open(member, PING, FRAME, cancellation);
        exchange.keep();
        cancellation.cancel();

        assertThat(exchange.connection().isOpen()).isTrue();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> pool.open(member, PING, FRAME, cancellation));
    }

    @Test
    void closesWhatItKeepsAndWhatComesLater() throws Exception {
        Member member = server.member(serve(server));
        Exchange before = pool.open(member, PING, FRAME, cancellation);
        Exchange after = pool.open(member, PING, FRAME, cancellation);
        before.keep();
        pool.close();
        after.keep();

        assertThat(before.connection().isOpen()).isFalse();
        assertThat(after.connection().isOpen()).isFalse();
        Awaitility.await().until(() -> handlers.stream().allMatch(handler -> handler.timesClosed.get() == 1));
    }

    /** A rogue that does what the script says, before its answer is looked at. */
    private void assertNotKept(RogueServer.Script script) throws Exception {
        BlockingQueue<String> sent = new LinkedBlockingQueue<>();
        try (RogueServer rogue = RogueServer.tls(peer -> {
            peer.readFrame();
            script.play(peer);
            sent.add("all");
            peer.awaitEnd();
        })) {
            try (Exchange exchange = pool.open(rogue.member(), PING, FRAME, cancellation)) {
                assertThat(take(sent)).isEqualTo("all");
                exchange.keep();
                assertThat(exchange.connection().isOpen()).isFalse();
            }
        }
    }

    private static String take(BlockingQueue<String> queue) {
        try {
            return String.valueOf(queue.poll(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static void pongs(RoguePeer peer) throws IOException {
        while (peer.readFrame() != null) {
            peer.sendFrame(PONG);
        }
    }

    private static byte[] twoFrames() {
        byte[] frame = RoguePeer.frame(PONG);
        byte[] two = new byte[2 * frame.length];
        System.arraycopy(frame, 0, two, 0, frame.length);
        System.arraycopy(frame, 0, two, frame.length, frame.length);
        return two;
    }

    private Server serve(LocalPeer peer) throws IOException {
        return peer.serve(connection -> {
            ScriptedHandler handler = new ScriptedHandler(connection);
            handlers.add(handler);
            return handler;
        });
    }

    private ScriptedHandler nextHandler() throws InterruptedException {
        ScriptedHandler handler = handlers.poll(10, TimeUnit.SECONDS);
        assertThat(handler).isNotNull();
        return handler;
    }
}
