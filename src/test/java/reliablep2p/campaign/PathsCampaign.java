package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reliablep2p.app.JarNetwork;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Limits;
import reliablep2p.model.OfferState;
import reliablep2p.model.Sha256;
import reliablep2p.net.RoguePeer;
import reliablep2p.net.RogueServer;
import reliablep2p.net.RogueTls;
import reliablep2p.node.FakeHolder;
import reliablep2p.node.RogueDatabase;
import reliablep2p.node.RogueMember;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.MapAnswer;
import reliablep2p.protocol.OfferAnswer;
import reliablep2p.trust.Identity;
import reliablep2p.trust.journal.TestCatalog;

/**
 * Promise 5, its third part: nobody reads or writes outside {@code db/} and {@code port_N/}, by whatever name, and whatever
 * links lie in there.
 */
class PathsCampaign extends CampaignFixture {
    private static final String MELODY = "melody.mp3";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IN_A_ROW = 16;

    private Outside outside;
    private Prompt database;
    private Prompt ann;
    private int annPort;

    @Test
    void noNameThatAMemberSendsLeadsOutside() throws Exception {
        try (Campaign campaign = Campaign.begin("paths")) {
            byte[] melody = publish(campaign, MELODY, 10_000);
            outside = new Outside(directory, campaign.bytes(4_096));
            outside.plant(db);
            database = new Prompt(database("--approve", "all", "-f", "-", "--keep-going"));
            annPort = JarNetwork.freePort();
            ann = joined(annPort);
            ann.get(MELODY, PATIENCE);
            outside.plant(network.filesOf(annPort));
            assertThat(database.all("list", "file"))
                    .as("what lies in db/ and is a file")
                    .hasSize(1);
            Map<String, byte[]> offered = new TreeMap<>();
            for (String name : outside.names()) {
                offered.put(name, campaign.bytes(1_000));
            }
            outside.watch();
            List<Sha256> hashes = List.of(Sha256.of(outside.secret()), Sha256.of(melody));
            try (RogueMember member =
                    new RogueMember(network.databasePort(), (asker, request) -> give(asker, request, offered))) {
                for (int i = 0; i < Campaign.times(4, 200); i++) {
                    for (String name : outside.names()) {
                        askFor(
                                campaign,
                                member.identity(),
                                name,
                                hashes.get(campaign.random().nextInt(2)));
                        offer(campaign, member.identity(), name, offered.get(name));
                    }
                    fetch(campaign);
                }
            }
            assertThat(campaign.counted("offers taken")).isPositive();
            outside.assertUntouched();
        }
    }

    private static void give(RoguePeer asker, JsonObject request, Map<String, byte[]> all)
            throws IOException, JsonException {
        if (request.string("type").equals("get_map")) {
            asker.sendFrame("{\"type\":\"map\",\"peers\":[],\"files\":[]}");
            return;
        }
        byte[] bytes = all.getOrDefault(request.string("name"), new byte[1]);
        new FakeHolder(request.string("name"), bytes).answer(asker, request, "", (to, get) -> {
            int offset = (int) get.optionalInteger("offset", 0, bytes.length, 0);
            int length = (int) get.optionalInteger("length", 0, bytes.length, bytes.length);
            to.sendFrame(new FakeHolder(request.string("name"), bytes).file(offset, length));
            to.send(Arrays.copyOfRange(bytes, offset, offset + length));
        });
    }

    /** Of either victim, as if it were in the catalog. */
    private void askFor(Campaign campaign, Identity member, String name, Sha256 hash) throws IOException {
        for (int victim : List.of(network.databasePort(), annPort)) {
            for (String type : List.of("get", "get_pieces")) {
                JsonBuilder request = JsonBuilder.object()
                        .put("type", type)
                        .put("name", name)
                        .put("sha256", hash.hex())
                        .put("list", true);
                campaign.count("requests");
                Answers answers = ask(victim, member, request.toString());
                campaign.count("answers", answers.all().size());
                assertThat(answers.all())
                        .as("%s of %s, seed %d", type, name, campaign.seed())
                        .allMatch(answer -> answer instanceof ErrorAnswer || answer instanceof MapAnswer);
            }
        }
    }

    /** Nothing that comes back on a connection may hold what lies outside. */
    private Answers ask(int victim, Identity member, String request) throws IOException {
        try (RoguePeer peer = RoguePeer.tls(victim, member)) {
            peer.sendFrame(request);
            peer.endOutput();
            Answers answers = Answers.of(peer);
            assertThat(answers.contain(outside.secret(), IN_A_ROW)).as(request).isFalse();
            return answers;
        }
    }

    /** Whether the name is taken or not, the database peer has an answer in the end. */
    private void offer(Campaign campaign, Identity member, String name, byte[] bytes) {
        String request = JsonBuilder.object()
                .put("type", "offer")
                .put("name", name)
                .put("size", bytes.length)
                .put("sha256", Sha256.of(bytes).hex())
                .toString();
        Awaitility.await("the end of the offer of " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    List<Answer> answers =
                            ask(network.databasePort(), member, request).all();
                    if (hasState(answers, OfferState.APPROVED)) {
                        campaign.count("offers taken");
                    }
                    return !hasState(answers, OfferState.FETCHING);
                });
        campaign.count("offers");
    }

    private static boolean hasState(List<Answer> answers, OfferState state) {
        return answers.stream().anyMatch(answer -> answer instanceof OfferAnswer offer && offer.state() == state);
    }

    /** What was taken of it goes to a peer in whose directory there are links, too. */
    private void fetch(Campaign campaign) throws Exception {
        for (String name : outside.names()) {
            if (name.indexOf('\0') < 0) { // A line ends there.
                ann.ask("get '" + name + "'", Prompt.FETCHED_OR_NOT, PATIENCE);
                campaign.count("gets");
            }
        }
        ann.ask("get --all", "got|error", PATIENCE);
        database.status();
    }

    @Test
    void noNameThatACatalogListsLeadsOutside() throws Exception {
        try (Campaign campaign = Campaign.begin("listed paths")) {
            outside = new Outside(directory, campaign.bytes(4_096));
            Identity network = Identity.generate();
            TestCatalog catalog = new TestCatalog(network);
            Map<String, byte[]> listed = new TreeMap<>();
            for (String name : outside.names()) {
                listed.put(name, campaign.bytes(1_000));
                catalog.addFields(approved(name, listed.get(name)));
            }
            Identity holder = Identity.generate();
            try (RogueServer server =
                            RogueServer.tls(new RogueTls(holder), holder, asker -> giveAll(campaign, asker, listed));
                    RogueDatabase rogue =
                            new RogueDatabase(network, (peer, have) -> RogueDatabase.honestly(peer, catalog, have));
                    JarNetwork other = new JarNetwork(Files.createDirectory(directory.resolve("other")))) {
                rogue.lists(server.member());
                annPort = JarNetwork.freePort();
                ann = peerOf(other, rogue.address().port(), annPort);
                outside.plant(other.filesOf(annPort));
                outside.watch();
                ann.connect();
                for (String name : outside.names()) {
                    if (name.indexOf('\0') < 0) {
                        ann.ask("get '" + name + "'", Prompt.FETCHED_OR_NOT, PATIENCE);
                        campaign.count("gets");
                    }
                }
                ann.ask("get --all", "got|error", PATIENCE);
            }
            assertThat(campaign.counted("files asked for")).isPositive();
            outside.assertUntouched();
        }
    }

    private static String approved(String name, byte[] bytes) {
        String line = JsonBuilder.object()
                .put("entry", "approved")
                .put("name", name)
                .put("version", 1)
                .put("size", bytes.length)
                .put("sha256", Sha256.of(bytes).hex())
                .put("by", "directory")
                .toString();
        return line.substring(1, line.length() - 1);
    }

    private static void giveAll(Campaign campaign, RoguePeer asker, Map<String, byte[]> all) throws IOException {
        try {
            for (String frame = asker.readFrame(); frame != null; frame = asker.readFrame()) {
                JsonObject request = JsonObject.parse(frame.getBytes(StandardCharsets.UTF_8), Limits.JSON_DEPTH);
                if (request.string("type").equals("clear")) {
                    asker.sendFrame("{\"type\":\"error\",\"code\":\"refused\",\"message\":\"encrypted only\"}");
                } else {
                    campaign.count(request.string("type").equals("get") ? "files asked for" : "other requests");
                    give(asker, request, all);
                }
            }
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }
}
