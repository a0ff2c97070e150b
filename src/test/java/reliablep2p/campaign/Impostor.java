package reliablep2p.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.model.SignedText;
import reliablep2p.net.RoguePeer;
import reliablep2p.net.RogueServer;
import reliablep2p.net.RogueTls;
import reliablep2p.protocol.AdmittedAnswer;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.DoneAnswer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.OfferAnswer;
import reliablep2p.trust.Identity;

/** A member like any other, but that it speaks for others: in the fields that a message has, and in some that it doesn't. */
final class Impostor implements Closeable {
    private static final long PATIENCE_SECONDS = 30;
    /** The file that a request is about. */
    private static final Pattern FILE = Pattern.compile("\"name\":\"[^\"]*\",\"sha256\":\"[0-9a-f]{64}\"");

    private final Scene scene;
    private final Identity identity = Identity.generate();
    private final CompletableFuture<SignedText> admission = new CompletableFuture<>();
    private final AtomicInteger lies = new AtomicInteger();
    private final RogueServer server;
    private final RoguePeer membership;

    /** What it does, and what may be answered to that but an error. */
    enum Act {
        DISCONNECT(DoneAnswer.class),
        UPDATE_PEERS_BY_A_CHANGE(ErrorAnswer.class),
        UPDATE_PEERS_BY_A_WHOLE_LIST(ErrorAnswer.class),
        CATALOG(ErrorAnswer.class),
        ADMITTED(ErrorAnswer.class),
        OFFER_STATE(ErrorAnswer.class),
        CONNECT_AT_ANOTHERS_PORT(ErrorAnswer.class),
        /** What counts here is whom the lists name afterwards. */
        CONNECT_BY_ANOTHERS_NAME(Answer.class),
        HELLO_AT_ANOTHERS_PORT(ErrorAnswer.class),
        OFFER(OfferAnswer.class),
        /** Not by itself, but to whoever asks it for something. */
        MAP(Answer.class);

        private final Class<? extends Answer> right;

        Act(Class<? extends Answer> right) {
            this.right = right;
        }
    }

    /**
     * Whom it speaks for, and to whom.
     *
     * @param victims the database peer first
     * @param trap an address at which nobody is who is a member
     */
    record Scene(List<Member> victims, Member trap) {}

    Impostor(Scene scene) throws IOException {
        this.scene = scene;
        this.server = RogueServer.tls(new RogueTls(identity), identity, this::lie);
        this.membership = RoguePeer.tls(port(0), identity);
        membership.sendFrame(connect(server.address().port(), ""));
        Thread ear = new Thread(this::hear, "impostor's ear");
        ear.setDaemon(true);
        ear.start();
    }

    private int port(int victim) {
        return scene.victims().get(victim).address().port();
    }

    private void hear() {
        try {
            Answers.read(membership.input(), answer -> {
                if (answer instanceof AdmittedAnswer admitted) {
                    admission.complete(admitted.admission());
                }
            });
        } catch (IOException e) {
            admission.completeExceptionally(e);
        }
        admission.completeExceptionally(new IOException("hung up on"));
    }

    Member member() {
        return server.member();
    }

    /** How often it was asked for something, and answered by a map of strangers. */
    int lies() {
        return lies.get();
    }

    /** Does it to one of the victims, and says what should not have been answered to that. */
    List<Answer> act(Act act, int victim, Member another) throws IOException, InterruptedException {
        SignedText mine = awaitAdmission();
        String frame = frame(act, another, signed(mine));
        List<Answer> answers = switch (act) {
            case MAP -> List.of();
            case CONNECT_AT_ANOTHERS_PORT -> ask(0, Identity.generate(), frame);
            case CONNECT_BY_ANOTHERS_NAME, OFFER -> ask(0, identity, frame);
            default -> ask(victim, identity, frame);
        };
        return answers.stream()
                .filter(answer -> !(answer instanceof ErrorAnswer) && !act.right.isInstance(answer))
                .toList();
    }

    private String frame(Act act, Member another, String signed) {
        String there =
                "\"host\":\"127.0.0.1\",\"port\":" + scene.trap().address().port();
        String id = "\"" + another.id().hex() + "\"";
        String joined = "\"joined\":[{\"id\":\"" + scene.trap().id().hex() + "\"," + there + ",\"role\":\"peer\"}]";
        String update = "{\"type\":\"update_peers\",\"number\":9000000000000000,\"more\":false," + joined;
        int port = another.address().port();
        return switch (act) {
            case DISCONNECT -> "{\"type\":\"disconnect\"," + of(another) + ",\"port\":" + port + "}";
            case UPDATE_PEERS_BY_A_CHANGE -> update + ",\"whole\":false,\"left\":[" + id + "]}";
            case UPDATE_PEERS_BY_A_WHOLE_LIST -> update + ",\"whole\":true,\"left\":[]}";
            case CATALOG -> "{\"type\":\"catalog\",\"offset\":0,\"length\":0,\"head\":" + signed + "}";
            case ADMITTED -> "{\"type\":\"admitted\",\"admission\":" + signed + "}";
            case OFFER_STATE ->
                "{\"type\":\"offer_state\",\"name\":\"a\",\"size\":1,\"sha256\":" + id
                        + ",\"state\":\"approved\",\"version\":1,\"why\":\"\"}";
            case CONNECT_AT_ANOTHERS_PORT -> connect(port, "");
            case CONNECT_BY_ANOTHERS_NAME -> connect(server.address().port(), "," + of(another));
            case HELLO_AT_ANOTHERS_PORT -> "{\"type\":\"hello\",\"port\":" + port + ",\"admission\":" + signed + "}";
            case OFFER ->
                "{\"type\":\"offer\",\"name\":\"offered.bin\",\"size\":9,\"sha256\":\""
                        + Sha256.of(new byte[9]).hex() + "\",\"by\":\"trusted\",\"sharer\":" + id + "," + there + "}";
            case MAP -> "";
        };
    }

    /** All fields that could name somebody. */
    private static String of(Member another) {
        String id = "\":\"" + another.id().hex() + "\",";
        return "\"id" + id + "\"peer" + id + "\"sender" + id + "\"member" + id + "\"host\":\""
                + another.address().host() + "\"";
    }

    private static String connect(int port, String more) {
        return "{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":" + port + more + "}";
    }

    private static String signed(SignedText text) {
        return "{\"payload\":\"" + text.payload().replace("\"", "\\\"") + "\",\"signature\":\"" + text.signature()
                + "\"}";
    }

    /** What the network has signed for this one. */
    private SignedText awaitAdmission() throws InterruptedException, IOException {
        try {
            return admission.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("was not admitted", e);
        }
    }

    private List<Answer> ask(int victim, Identity as, String frame) throws IOException {
        try (RoguePeer peer = RoguePeer.tls(port(victim), as)) {
            peer.sendFrame(frame);
            peer.endOutput();
            return Answers.of(peer).all();
        }
    }

    private void lie(RoguePeer asker) throws IOException {
        PeerId stranger = scene.trap().id();
        String there =
                "\"host\":\"127.0.0.1\",\"port\":" + scene.trap().address().port();
        for (String frame = asker.readFrame(); frame != null; frame = asker.readFrame()) {
            if (frame.contains("\"clear\"")) {
                asker.sendFrame("{\"type\":\"error\",\"code\":\"refused\",\"message\":\"encrypted only\"}");
                continue;
            }
            Matcher file = FILE.matcher(frame);
            String claim = file.find() ? "{" + file.group() + ",\"holders\":[0]," + there + "}" : "";
            asker.sendFrame("{\"type\":\"map\",\"peers\":[\"" + stranger.hex() + "\"],\"files\":[" + claim + "],"
                    + there + "}");
            lies.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        membership.close();
        server.close();
    }
}
