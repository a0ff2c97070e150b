package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reliablep2p.protocol.CatalogRequest;
import reliablep2p.protocol.ClearAnswer;
import reliablep2p.protocol.ClearRequest;
import reliablep2p.protocol.ConnectRequest;
import reliablep2p.protocol.DisconnectRequest;
import reliablep2p.protocol.DoneAnswer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.HelloRequest;
import reliablep2p.protocol.MapRequest;
import reliablep2p.protocol.OfferRequest;
import reliablep2p.protocol.PiecesRequest;
import reliablep2p.protocol.PingRequest;
import reliablep2p.protocol.PongAnswer;
import reliablep2p.protocol.Request;
import reliablep2p.protocol.RequestHandler;
import reliablep2p.protocol.ResyncRequest;

/** Keeps what it is asked; answers {@code ping}, {@code disconnect} and {@code get}, and fails at {@code get_map}. */
final class ScriptedHandler implements RequestHandler {
    final Connection connection;
    final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    final AtomicInteger timesClosed = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedHandler(Connection connection) {
        this.connection = connection;
        connection.welcome();
    }

    void awaitClosed() throws InterruptedException {
        assertThat(closed.await(10, TimeUnit.SECONDS)).as("closed").isTrue();
    }

    @Override
    public void handle(ConnectRequest request) {
        requests.add(request); // Is not answered.
    }

    @Override
    public void handle(DisconnectRequest request) throws IOException {
        requests.add(request);
        connection.send(new DoneAnswer());
    }

    @Override
    public void handle(GetRequest request) throws IOException {
        requests.add(request);
        connection.sendBody(TestFiles.ANSWER, new ByteArrayInputStream(TestFiles.BYTES), sent -> {});
    }

    @Override
    public void handle(PiecesRequest request) {
        requests.add(request);
    }

    @Override
    public void handle(ClearRequest request) throws IOException {
        requests.add(request);
        Optional<ClearAnswer> token = connection.clearToken(request.port());
        connection.send(token.isPresent() ? token.get() : new ErrorAnswer(ErrorCode.REFUSED, "no"));
    }

    @Override
    public void handle(MapRequest request) {
        requests.add(request);
        throw new IllegalStateException("a defect, planted by a test");
    }

    @Override
    public void handle(PingRequest request) throws IOException {
        requests.add(request);
        connection.send(new PongAnswer());
    }

    @Override
    public void handle(CatalogRequest request) {
        requests.add(request);
    }

    @Override
    public void handle(HelloRequest request) {
        requests.add(request);
    }

    @Override
    public void handle(OfferRequest request) {
        requests.add(request);
    }

    @Override
    public void handle(ResyncRequest request) {
        requests.add(request);
    }

    @Override
    public void closed() {
        timesClosed.incrementAndGet();
        closed.countDown();
    }
}
