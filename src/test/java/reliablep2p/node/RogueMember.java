package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.net.RoguePeer;
import reliablep2p.net.RogueServer;
import reliablep2p.net.RogueTls;
import reliablep2p.trust.Identity;

/** A peer that joins the network like any other, and then answers requests as its test says. */
public final class RogueMember implements Closeable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Identity identity = Identity.generate();
    private final RogueServer server;
    private final RoguePeer membership;

    /** What it does with a request. */
    public interface Answering {
        void answer(RoguePeer asker, JsonObject request) throws IOException, JsonException;
    }

    /** Joins the network whose database peer listens on this port of the loopback. */
    public RogueMember(int databasePort, Answering answering) throws IOException {
        server = RogueServer.tls(new RogueTls(identity), identity, asker -> answerAll(asker, answering));
        membership = RoguePeer.tls(databasePort, identity);
        membership.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":"
                + server.address().port() + "}");
        membership.readFrame();
        start(this::beat, "rogue heart");
        start(this::read, "rogue ear");
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads what the database peer tells its members: one that doesn't is soon none any more. */
    private void read() {
        try {
            membership.readToEnd();
        } catch (IOException e) {
            // The test has ended.
        }
    }

    public Member member() {
        return server.member();
    }

    public Identity identity() {
        return identity;
    }

    /** How many requests it was sent. */
    public int asked() {
        return asked.get();
    }

    private void answerAll(RoguePeer asker, Answering answering) throws IOException {
        try {
            for (String frame = asker.readFrame(); frame != null; frame = asker.readFrame()) {
                JsonObject request = JsonObject.parse(frame.getBytes(UTF_8), Limits.JSON_DEPTH);
                if (request.string("type").equals("clear")) {
                    asker.sendFrame("{\"type\":\"error\",\"code\":\"refused\",\"message\":\"encrypted only\"}");
                    continue;
                }
                asked.incrementAndGet();
                answering.answer(asker, request);
            }
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    private void beat() {
        try {
            while (!closed.await(200, TimeUnit.MILLISECONDS)) {
                membership.sendFrame("{\"type\":\"ping\"}");
            }
        } catch (IOException e) {
            // The test has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        membership.close();
        server.close();
    }
}
