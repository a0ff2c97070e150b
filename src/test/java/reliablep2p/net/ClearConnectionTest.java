package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reliablep2p.model.Limits;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ClearAnswer;
import reliablep2p.protocol.ClearRequest;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.ProtocolException;

/** Connections without encryption between two peers of one machine. */
@Timeout(RoguePeer.PATIENCE_SECONDS)
class ClearConnectionTest {
    private static final int FRAME = 64 * 1024;

    private final LocalPeer server = new LocalPeer(Limits.defaults());
    private final LocalPeer client = new LocalPeer(Limits.defaults());
    private final ConnectionPool pool = new ConnectionPool(client.transport, client.limits, client.watchdog);
    private final BlockingQueue<ScriptedHandler> handlers = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        pool.close();
        client.close();
        server.close();
    }

    @Test
    void bringsBytesWithoutEncryptionFromWhoGaveTheToken() throws Exception {
        Server port = serve();
        try (Lease lease = pool.lease(server.member(port), new Cancellation())) {
            Connection connection = lease.connection();

            assertThat(connection.isClear()).isTrue();
            assertThat(connection.remoteId()).isEqualTo(server.identity.id());
            assertThat(handlers.take().connection.isClear()).isFalse();
            ScriptedHandler served = handlers.take();
            assertThat(served.connection.isClear()).isTrue();
            assertThat(served.connection.remoteId()).isEqualTo(client.identity.id());
            connection.ask(TestFiles.GET, FRAME);
            assertThat(connection.body(TestFiles.BYTES.length).readAllBytes()).isEqualTo(TestFiles.BYTES);
        }
    }

    @Test
    void isKeptForTheNextFile() throws Exception {
        Server port = serve();
        pool.lease(server.member(port), new Cancellation()).keep();
        try (Lease again = pool.lease(server.member(port), new Cancellation())) {
            assertThat(again.isUsed()).isTrue();
            assertThat(again.connection().isClear()).isTrue();
        }
        assertThat(handlers.take().connection.isClear()).isFalse();
        assertThat(handlers.take().connection.isClear()).isTrue();
        assertThat(handlers).as("one of each").isEmpty();
    }

    @Test
    void isForFilesOnly() throws Exception {
        try (Lease lease = pool.lease(server.member(serve()), new Cancellation())) {
            assertThat(lease.connection().ask(new PingRequest(), FRAME))
                    .isInstanceOfSatisfying(
                            ErrorAnswer.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.UNEXPECTED));
        }
    }

    @Test
    void aTokenIsGoodOnce() throws Exception {
        Server port = serve();
        ClearAnswer token = token(port);
        try (RoguePeer first = RoguePeer.tcp(port.port());
                RoguePeer second = RoguePeer.tcp(port.port())) {
            first.send(preamble(token.token()));
            for (byte expected : HexFormat.of().parseHex(token.proof())) {
                assertThat((byte) first.read()).isEqualTo(expected);
            }
            second.send(preamble(token.token()));
            assertThat(second.readToEnd()).isZero();
        }
    }

    @Test
    void aTokenThatNobodyGaveIsWorthNothing() throws Exception {
        try (RoguePeer rogue = RoguePeer.tcp(serve().port())) {
            rogue.send(preamble("00".repeat(ClearTokens.TOKEN_BYTES)));
            assertThat(rogue.readToEnd()).isZero();
        }
        assertThat(handlers).isEmpty();
    }

    @Test
    void somethingElseThatBeginsLikeItIsRefused() throws Exception {
        try (RoguePeer rogue = RoguePeer.tcp(serve().port())) {
            rogue.send("R" + "x".repeat(7 + ClearTokens.TOKEN_BYTES));
            assertThat(rogue.readToEnd()).isZero();
        }
    }

    @Test
    void whoeverTookOverThePortIsFoundOut() throws Exception {
        Server port = serve();
        try (Connection secured = client.dial(server, port);
                RogueServer thief = RogueServer.tcp(rogue -> {
                    rogue.send(new byte[ClearTokens.TOKEN_BYTES]);
                    rogue.awaitEnd();
                })) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> client.transport.dialClear(secured, thief.address(), new Cancellation()))
                    .withMessageContaining("another process");
        }
    }

    @Test
    void whoeverIsNotDirectlyConnectedGetsNoToken() throws Exception {
        try (Connection secured = client.dial(server, serve())) {
            Answer answer = secured.ask(new ClearRequest(secured.localPort() ^ 1), FRAME);

            assertThat(answer).isInstanceOf(ErrorAnswer.class);
            assertThat(secured.ask(new ClearRequest(secured.localPort()), FRAME))
                    .isInstanceOf(ClearAnswer.class);
        }
    }

    private ClearAnswer token(Server port) throws Exception {
        try (Connection secured = client.dial(server, port)) {
            return (ClearAnswer) secured.ask(new ClearRequest(secured.localPort()), FRAME);
        }
    }

    private static byte[] preamble(String token) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ClearTokens.PREAMBLE);
        bytes.writeBytes(HexFormat.of().parseHex(token));
        return bytes.toByteArray();
    }

    private Server serve() throws Exception {
        return server.serve(connection -> {
            ScriptedHandler handler = new ScriptedHandler(connection);
            handlers.add(handler);
            return handler;
        });
    }
}
