package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.TestLimits;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.trust.Identity;

@Timeout(RoguePeer.PATIENCE_SECONDS)
class HandshakeTest {
    private static final String PING = "{\"type\":\"ping\"}";

    private final LocalPeer server = new LocalPeer(Limits.defaults());
    private final LocalPeer client = new LocalPeer(Limits.defaults());
    private final BlockingQueue<ScriptedHandler> handlers = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void showsEachSideWhoTheOtherIs() throws Exception {
        try (Connection connection = client.dial(server, serve())) {
            assertThat(connection.ask(new PingRequest(), 100)).isEqualTo(new PongAnswer());
            assertThat(connection.remoteId()).isEqualTo(server.identity.id());
            assertThat(connection.remoteHost()).isEqualTo("127.0.0.1");
            assertThat(connection.remoteIsLoopback()).isTrue();
            assertThat(nextHandler().connection.remoteId()).isEqualTo(client.identity.id());
        }
    }

    @Test
    void findsOutWhoAnswersWhenAnybodyMay() throws Exception {
        try (Connection connection = client.transport.dial(LocalPeer.address(serve()), null, new Cancellation())) {
            assertThat(connection.remoteId()).isEqualTo(server.identity.id());
        }
    }

    @Test
    void tellsNothingToAnotherPeerThanTheExpectedOne() throws Exception {
        Identity actual = Identity.generate();
        RogueTls tls = new RogueTls(actual);
        try (RogueServer other = RogueServer.tls(tls, actual, peer -> {})) {
            assertThatExceptionOfType(WrongPeerException.class)
                    .isThrownBy(() -> client.transport.dial(other.address(), server.identity.id(), new Cancellation()))
                    .satisfies(e -> {
                        assertThat(e.expected()).isEqualTo(server.identity.id());
                        assertThat(e.actual()).isEqualTo(actual.id());
                    });
            assertThat(tls.certificatesSeen()).isZero();
            assertThat(other.handshakes()).isZero();
        }
    }

    @Test
    void tellsNothingToAnotherPeerEvenAfterItWasTrustedOnce() throws Exception {
        Address address = LocalPeer.address(serve());
        client.transport.dial(address, null, new Cancellation()).ask(new PingRequest(), 100);

        assertThatExceptionOfType(WrongPeerException.class)
                .isThrownBy(() -> client.transport.dial(address, client.identity.id(), new Cancellation()));
    }

    @Test
    void refusesSomebodyWithTheRightCertificateAndTheWrongKey() throws Exception {
        RogueTls stolen = new RogueTls(Identity.generate().key(), server.identity.certificate());
        try (RogueServer other = RogueServer.tls(stolen, server.identity, peer -> {})) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> client.transport.dial(other.address(), server.identity.id(), new Cancellation()));
            assertThat(stolen.certificatesSeen()).isZero();
        }
    }

    @Test
    void refusesAClientWithoutACertificate() throws Exception {
        assertRefused(new RogueTls(client.identity.key()));
    }

    @Test
    void refusesAClientWithTheWrongKey() throws Exception {
        assertRefused(new RogueTls(Identity.generate().key(), client.identity.certificate()));
    }

    @Test
    void refusesAChainOfCertificates() throws Exception {
        assertRefused(
                new RogueTls(client.identity.key(), client.identity.certificate(), server.identity.certificate()));
    }

    @Test
    void refusesAnUnusualCurve() throws Exception {
        KeyPair pair = RogueCertificates.p384();
        assertRefused(new RogueTls(pair.getPrivate(), RogueCertificates.expired(pair)));
    }

    @Test
    void refusesAWeakKey() throws Exception {
        KeyPair pair = RogueCertificates.rsa(1024);
        assertRefused(new RogueTls(pair.getPrivate(), RogueCertificates.expired(pair)));
    }

    @Test
    void refusesTls12() throws Exception {
        assertRefused(
                new RogueTls(client.identity).protocol("TLSv1.2").cipher("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
    }

    @Test
    void refusesASlowCipher() throws Exception {
        assertRefused(new RogueTls(client.identity).cipher("TLS_CHACHA20_POLY1305_SHA256"));
    }

    @Test
    void acceptsOtherStrongKeysWhateverTheirCertificateSays() throws Exception {
        KeyPair pair = RogueCertificates.rsa(2048);
        RogueTls tls =
                new RogueTls(pair.getPrivate(), RogueCertificates.expired(pair)).cipher("TLS_AES_256_GCM_SHA384");
        try (RoguePeer peer = RoguePeer.tls(serve().port(), tls)) {
            peer.sendFrame(PING);
            assertThat(peer.readFrame()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        Server gone = serve();
        Address address = LocalPeer.address(gone);
        gone.close();

        assertThatIOException()
                .isThrownBy(() -> client.transport.dial(address, null, new Cancellation()))
                .withMessage("nobody answers at " + address);
    }

    @Test
    void saysThatSomethingElseListens() throws Exception {
        try (RogueServer http = RogueServer.tcp(peer -> {
            peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            peer.awaitEnd();
        })) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> client.transport.dial(http.address(), null, new Cancellation()))
                    .withMessage(http.address() + " does not speak the protocol of ReliableP2P");
        }
    }

    @Test
    void saysThatTheOtherSideHungUp() throws Exception {
        try (RogueServer closing = RogueServer.tcp(RoguePeer::read)) {
            assertThatIOException()
                    .isThrownBy(() -> client.transport.dial(closing.address(), null, new Cancellation()))
                    .isNotInstanceOf(ProtocolException.class)
                    .withMessageContaining(closing.address().toString());
        }
    }

    @Test
    void endsADialThatIsNotAnswered() throws Exception {
        try (LocalPeer hasty = new LocalPeer(
                        new TestLimits().handshake(Duration.ofMillis(200)).build());
                RogueServer silent = RogueServer.tcp(RoguePeer::awaitEnd)) {
            assertThatExceptionOfType(DeadlineException.class)
                    .isThrownBy(() -> hasty.transport.dial(silent.address(), null, new Cancellation()))
                    .withMessage("no connection to " + silent.address() + " within 200 ms");
        }
    }

    @Test
    void endsADialThatIsCancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (LocalPeer patient = new LocalPeer(
                        new TestLimits().handshake(Duration.ofMinutes(1)).build());
                RogueServer silent = RogueServer.tcp(peer -> {
                    peer.read();
                    cancellation.cancel();
                    peer.awaitEnd();
                })) {
            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> patient.transport.dial(silent.address(), null, cancellation));
        }
    }

    @Test
    void doesNotDialOnceCancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (RogueServer unwanted = RogueServer.tcp(RoguePeer::awaitEnd)) {
            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> client.transport.dial(unwanted.address(), null, cancellation));
            assertThat(unwanted.accepted()).isZero();
        }
    }

    @Test
    void dialsFromTheAddressAtWhichItListens() throws Exception {
        Server listening = serve();
        try (LocalPeer second = new LocalPeer(Limits.defaults(), "127.0.0.2");
                Connection connection = second.dial(server, listening)) {
            connection.ask(new PingRequest(), 100);
            assertThat(nextHandler().connection.remoteHost()).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void saysWhyAPeerOnLoopbackReachesNoOtherMachine() {
        Address elsewhere = new Address("192.0.2.1", 9000);

        assertThatIOException()
                .isThrownBy(() -> client.transport.dial(elsewhere, null, new Cancellation()))
                .withMessage("a peer that listens on the loopback address 127.0.0.1 can't reach other machines:"
                        + " start it with --host and an address of this machine");
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        String impossible = "a".repeat(70);

        assertThatIOException()
                .isThrownBy(() -> client.transport.dial(new Address(impossible, 9000), null, new Cancellation()))
                .withMessage("there is no host " + impossible);
    }

    private Server serve() throws IOException {
        return server.serve(connection -> {
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

    /** The refusal of a client's certificate arrives after its half of the handshake (RFC 8446, section 4.4.2.4). */
    private void assertRefused(RogueTls tls) throws IOException {
        Server listening = serve();
        try (RoguePeer peer = RoguePeer.tls(listening.port(), tls)) {
            peer.sendFrame(PING);
            assertThat(peer.readFrame()).isNull();
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(InterruptedIOException.class); // Refused by an alert, not ignored.
        }
        listening.close();
        assertThat(handlers).isEmpty();
    }
}
