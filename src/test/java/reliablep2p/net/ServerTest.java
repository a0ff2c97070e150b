package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reliablep2p.model.Limits;
import reliablep2p.model.TestLimits;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.DisconnectRequest;
import reliablep2p.protocol.DoneAnswer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.PongAnswer;

class ServerTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final BlockingQueue<ScriptedHandler> handlers = new LinkedBlockingQueue<>();
    private final LocalPeer server = new LocalPeer(Limits.defaults(), LocalPeer.HOST, ConnectionThreads.platform());
    private final LocalPeer client = new LocalPeer(Limits.defaults());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void servesOneRequestAfterAnother() throws Exception {
        Connection connection = client.dial(server, serve(server));

        for (int i = 0; i < 100; i++) {
            assertThat(connection.ask(new PingRequest(), 100)).isEqualTo(new PongAnswer());
        }
        assertThat(connection.ask(new DisconnectRequest(), 100)).isEqualTo(new DoneAnswer());
    }

    @Test
    void tellsItsHandlerOnceThatTheConnectionHasEnded() throws Exception {
        Connection connection = client.dial(server, serve(server));
        ScriptedHandler handler = nextHandler();
        connection.close();

        handler.awaitClosed();
        server.close();
        assertThat(handler.timesClosed).hasValue(1);
        assertThat(handler.connection.isOpen()).isFalse();
    }

    @Test
    void leavesNothingBehindWhenItCloses() throws Exception {
        Server listening = serve(server);
        Connection used = client.dial(server, listening);
        used.ask(new PingRequest(), 100);
        Connection idle = client.dial(server, listening);
        RoguePeer stranger = RoguePeer.tcp(listening.port());
        nextHandler();
        ScriptedHandler second = nextHandler();
        assertThat(threads(listening)).isNotEmpty();

        listening.close();
        second.awaitClosed();
        stranger.awaitEnd();
        assertThat(idle.receive(Duration.ofSeconds(10), 100)).isNull();
        Awaitility.await().untilAsserted(() -> assertThat(threads(listening)).isEmpty());
        assertThatIOException().isThrownBy(() -> client.dial(server, listening));
        server.transport.listen(listening.port(), ScriptedHandler::new).close();
    }

    @Test
    void closesWithItsTransport() throws Exception {
        Server listening = serve(server);
        Connection connection = client.dial(server, listening);
        nextHandler();
        server.transport.close();

        assertThat(connection.receive(Duration.ofSeconds(10), 100)).isNull();
        assertThatIOException().isThrownBy(() -> client.dial(server, listening));
    }

    @Test
    void endsWhatItDialledWithItsTransport() throws Exception {
        Connection connection = client.dial(server, serve(server));
        client.transport.close();

        assertThat(connection.isOpen()).isFalse();
        nextHandler().awaitClosed();
    }

    @Test
    void canBeClosedByAHandler() throws Exception {
        BlockingQueue<Server> self = new LinkedBlockingQueue<>();
        BlockingQueue<Duration> took = new LinkedBlockingQueue<>();
        Server listening = server.serve(connection -> {
            long begin = System.nanoTime();
            self.remove().close();
            took.add(Duration.ofNanos(System.nanoTime() - begin));
            return new ScriptedHandler(connection);
        });
        self.add(listening);
        client.dial(server, listening);

        assertThat(took.poll(10, TimeUnit.SECONDS)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void endsAConnectionThatIsIdle() throws Exception {
        try (LocalPeer hasty = new LocalPeer(new TestLimits().idle(SHORT).build())) {
            Connection connection = client.dial(hasty, serve(hasty));

            assertThat(connection.receive(Duration.ofSeconds(10), 100)).isNull();
            nextHandler().awaitClosed();
        }
    }

    @Test
    void letsAHandlerSayHowLongItsConnectionMayBeIdle() throws Exception {
        Server listening = server.serve(connection -> {
            connection.idle(SHORT);
            return new ScriptedHandler(connection);
        });
        Connection connection = client.dial(server, listening);

        assertThat(connection.receive(Duration.ofSeconds(10), 100)).isNull();
    }

    @Test
    void answersWhenAHandlerCanNotBeMade() throws Exception {
        Server listening = server.serve(connection -> {
            throw new IllegalStateException("planted by a test");
        });
        Connection connection = client.dial(server, listening);

        Answer answer = connection.ask(new PingRequest(), 500);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ErrorAnswer.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void saysThatItsPortIsInUse() throws Exception {
        Server listening = serve(server);

        assertThatIOException()
                .isThrownBy(() -> client.transport.listen(listening.port(), ScriptedHandler::new))
                .withMessage("port " + listening.port() + " is in use on 127.0.0.1; take another one");
    }

    @Test
    void saysThatItsAddressIsNotOfThisMachine() {
        try (LocalPeer elsewhere = new LocalPeer(Limits.defaults(), "192.0.2.1")) {
            assertThatIOException()
                    .isThrownBy(() -> serve(elsewhere))
                    .withMessage("can't listen on 192.0.2.1: is it an address of this machine?");
        }
    }

    @Test
    void listensOnAllAddressesWhenToldTo() throws Exception {
        try (LocalPeer open = new LocalPeer(Limits.defaults(), "0.0.0.0")) {
            Connection connection = client.dial(open, serve(open));

            assertThat(connection.ask(new PingRequest(), 100)).isEqualTo(new PongAnswer());
        }
    }

    @Test
    void takesManyConnectionsAtOnce() throws Exception {
        try (LocalPeer generous =
                new LocalPeer(new TestLimits().connectionsPerPeer(200).build())) {
            Server listening = serve(generous);
            BlockingQueue<String> results = new LinkedBlockingQueue<>();
            for (int i = 0; i < 100; i++) {
                ConnectionThreads.forThisJava().start("client", () -> results.add(ping(generous, listening)));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(results.poll(20, TimeUnit.SECONDS)).isEqualTo("PongAnswer[]");
            }
        }
    }

    @Test
    void endsAnExchangeWhoseOtherSideLeaves() throws Exception {
        try (RogueServer leaving = RogueServer.tls(RoguePeer::readFrame)) {
            Connection connection = client.transport.dial(leaving.address(), null, new Cancellation());

            assertThatIOException()
                    .isThrownBy(() -> connection.ask(new PingRequest(), 100))
                    .isInstanceOf(EOFException.class);
        }
    }

    private String ping(LocalPeer peer, Server listening) {
        try (Connection connection = client.dial(peer, listening)) {
            return connection.ask(new PingRequest(), 100).toString();
        } catch (IOException e) {
            return e.toString();
        }
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

    private static List<String> threads(Server server) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("serve ") || name.equals("accept " + server.port()))
                .toList();
    }
}
