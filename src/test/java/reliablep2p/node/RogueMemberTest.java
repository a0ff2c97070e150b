package reliablep2p.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.secureGet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.json.JsonBuilder;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.net.RoguePeer;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.trust.Identity;

/** What a member can do that does not keep to the rules: waste a dial, and nothing else. */
class RogueMemberTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String FILE = "a.txt";
    private static final byte[] BYTES = "alpha".getBytes(UTF_8);
    private static final String OFFER = JsonBuilder.object()
            .put("type", "file")
            .put("name", FILE)
            .put("size", BYTES.length)
            .put("sha256", Sha256.of(BYTES).hex())
            .toString();

    @TempDir
    private Path directory;

    private TestNetwork network;
    private PeerNode ann;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of(FILE, "alpha", "b.txt", "beta"));
        ann = network.join("ann");
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void wrongBytesOfTheRightSizeAreNeverPublished() throws Exception {
        expectRefusal(FetchOutcome.WrongBytes.class, "wrong bytes", (asker, request) -> {
            asker.sendFrame(OFFER);
            asker.send("alphA".getBytes(UTF_8));
        });
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void afterWrongBytesTheNextHolderIsAsked() throws Exception {
        try (RogueMember rogue = rogue((asker, request) -> {
            asker.sendFrame(OFFER);
            asker.send("ALPHA".getBytes(UTF_8));
        })) {
            FetchOutcome outcome = get(ann, FILE);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            FetchOutcome.Fetched.class,
                            fetched -> assertThat(fetched.from())
                                    .isEqualTo(network.database().self()));
            assertThat(rogue.asked()).isEqualTo(1);
            assertThat(network.files("ann").resolve(FILE)).hasContent("alpha");
            assertThat(ann.addressBook().get(0).holders()).doesNotContain(rogue.member());
        }
    }

    @Test
    void fewerBytesThanAnnouncedAreNoFile() throws Exception {
        expectRefusal(FetchOutcome.NobodyHasIt.class, "broke off", (asker, request) -> {
            asker.sendFrame(OFFER);
            asker.send("alp".getBytes(UTF_8));
            asker.close();
        });
        assertThat(unfinished()).as("not a whole piece").isEmpty();
    }

    @Test
    void moreBytesThanAnnouncedAreNotTaken() throws Exception {
        try (RogueMember rogue = rogue((asker, request) -> {
            if (request.string("type").equals("get")) {
                asker.sendFrame(OFFER);
                asker.send("alpha and much more that nobody has asked for".getBytes(UTF_8));
            }
        })) {
            assertThat(secureGet(ann, FILE, rogue.member().address())).isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(network.files("ann").resolve(FILE)).hasContent("alpha");
        }
    }

    @Test
    void anOfferOfAnotherSizeIsRefusedBeforeAByteIsTaken() throws Exception {
        expectRefusal(
                FetchOutcome.WrongBytes.class,
                "wrong bytes",
                (asker, request) -> asker.sendFrame(OFFER.replace("\"size\":5", "\"size\":9000000000000")));
    }

    @Test
    void aHolderThatStopsInMidFileIsGivenUp() throws Exception {
        expectRefusal(FetchOutcome.NobodyHasIt.class, "in time", (asker, request) -> {
            asker.sendFrame(OFFER);
            asker.send("al".getBytes(UTF_8));
            asker.awaitEnd();
        });
        assertThat(unfinished()).as("not a whole piece").isEmpty();
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUp() throws Exception {
        expectRefusal(FetchOutcome.NobodyHasIt.class, "in time", (asker, request) -> asker.awaitEnd());
    }

    @Test
    void anAnswerThatIsNoneIsRefused() throws Exception {
        expectRefusal(
                FetchOutcome.NobodyHasIt.class, "protocol", (asker, request) -> asker.sendFrame("{\"type\":\"done\"}"));
        expectRefusal(FetchOutcome.NobodyHasIt.class, "protocol", (asker, request) -> asker.sendFrame("[[[["));
        expectRefusal(
                FetchOutcome.NobodyHasIt.class, "protocol", (asker, request) -> asker.sendLength(Integer.MAX_VALUE));
    }

    @Test
    void aMapOfInventionsTeachesNothing() throws Exception {
        String invented = PeerId.ofCertificate(new byte[] {1}).hex();
        String map = "{\"type\":\"map\",\"peers\":[\"" + invented + "\",\""
                + ann.self().id().hex() + "\"],\"files\":["
                + "{\"name\":\"a.txt\",\"sha256\":\"" + Sha256.of(BYTES).hex() + "\",\"holders\":[0,1]},"
                + "{\"name\":\"../evil.txt\",\"sha256\":\"" + Sha256.of(BYTES).hex() + "\",\"holders\":[0]},"
                + "{\"name\":\"unlisted\",\"sha256\":\"" + Sha256.of(BYTES).hex() + "\",\"holders\":[0]}]}";
        try (RogueMember rogue = rogue((asker, request) -> asker.sendFrame(map))) {
            assertThat(secureGet(ann, FILE, rogue.member().address())).isInstanceOf(FetchOutcome.NobodyHasIt.class);
            assertThat(ann.addressBook())
                    .allSatisfy(known -> assertThat(known.holders())
                            .containsExactly(network.database().self()));
            assertThat(get(ann, FILE)).isInstanceOf(FetchOutcome.Fetched.class);
        }
    }

    @Test
    void aMapThatLiesCostsADialAndItsTellerRank() throws Exception {
        PeerNode bob = network.join("bob");
        eventually(SOON, () -> ann.peers().contains(bob.self()));
        String lie = "{\"type\":\"map\",\"peers\":[\"" + bob.self().id().hex()
                + "\"],\"files\":[{\"name\":\"a.txt\",\"sha256\":\""
                + Sha256.of(BYTES).hex() + "\",\"holders\":[0]}]}";
        try (RogueMember rogue = rogue((asker, request) -> asker.sendFrame(lie))) {
            secureGet(ann, FILE, rogue.member().address());
            assertThat(ann.addressBook().get(0).holders()).contains(bob.self());

            FetchOutcome outcome = get(ann, FILE);

            assertThat(outcome).isInstanceOfSatisfying(FetchOutcome.Fetched.class, fetched -> {
                assertThat(fetched.from()).isEqualTo(network.database().self());
                assertThat(fetched.asked()).isEqualTo(3);
            });
            assertThat(ann.addressBook().get(0).holders()).doesNotContain(bob.self());
        }
    }

    @Test
    void aFileOutsideTheCatalogIsServedToNobody() throws Exception {
        get(ann, FILE);
        Files.writeString(network.files("ann").resolve("private.txt"), "mine");
        eventually(SOON, () -> ann.seeding().size() == 2);
        try (RogueMember rogue = rogue((asker, request) -> asker.close());
                RoguePeer asker = askerOf(ann, rogue.identity())) {
            assertThat(asked(asker, "private.txt", "mine")).contains("\"not_listed\"");
            assertThat(asked(asker, "a.txt", "alpha")).contains("\"file\"");
        }
    }

    @Test
    void aNameThatLeavesTheDirectoryClosesTheConnection() throws Exception {
        try (RogueMember rogue = rogue((asker, request) -> asker.close());
                RoguePeer asker = askerOf(ann, rogue.identity())) {
            assertThat(asked(asker, "../db/a.txt", "alpha")).contains("\"malformed\"");
            asker.awaitEnd();
        }
    }

    @Test
    void strangersGetNothing() throws Exception {
        get(ann, FILE);
        try (RoguePeer stranger = askerOf(ann, Identity.generate())) {
            assertThat(asked(stranger, FILE, "alpha")).contains("\"not_member\"");
        }
        try (RoguePeer stranger = RoguePeer.tls(network.databaseAddress().port(), Identity.generate())) {
            assertThat(asked(stranger, FILE, "alpha")).contains("\"not_member\"");
            assertThat(stranger.readFrame()).as("hung up on").isNull();
        }
        try (RoguePeer stranger = askerOf(ann, Identity.generate())) {
            stranger.sendFrame("{\"type\":\"get_map\"}");
            assertThat(stranger.readFrame()).contains("\"not_member\"");
        }
    }

    @Test
    void nobodyDisconnectsSomebodyElse() throws Exception {
        PeerNode bob = network.join("bob");
        eventually(SOON, () -> ann.peers().contains(bob.self()));
        String forged = "{\"type\":\"disconnect\",\"id\":\"" + bob.self().id().hex() + "\",\"port\":"
                + bob.self().address().port() + "}";
        try (RoguePeer stranger = askerOf(ann, Identity.generate());
                RoguePeer other = RoguePeer.tls(network.databaseAddress().port(), Identity.generate())) {
            stranger.sendFrame(forged);
            assertThat(stranger.readFrame()).contains("\"not_member\"");
            other.sendFrame(forged);
            other.readFrame();
        }
        assertThat(ann.peers()).contains(bob.self());
        assertThat(network.database().peers()).contains(bob.self());
    }

    @Test
    void anUpdateFromAnybodyButTheDatabasePeerIsDropped() throws Exception {
        try (RogueMember rogue = rogue((asker, request) -> asker.close());
                RoguePeer forger = askerOf(ann, rogue.identity())) {
            forger.sendFrame("{\"type\":\"update_peers\",\"number\":9223372036854775807,\"whole\":true,\"more\":false,"
                    + "\"joined\":[],\"left\":[]}");
            assertThat(forger.readFrame()).contains("\"unexpected\"");
            forger.sendFrame(
                    "{\"type\":\"catalog\",\"offset\":0,\"length\":0,\"head\":{\"payload\":\"{}\",\"signature\":\"\"}}");
            assertThat(forger.readFrame()).contains("\"unexpected\"");
        }
        assertThat(ann.peers()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ann.list()).hasSize(2);
    }

    @Test
    void nobodyTakesTheAddressOfALivingMember() throws Exception {
        Identity thief = Identity.generate();
        try (RoguePeer connection = RoguePeer.tls(network.databaseAddress().port(), thief)) {
            connection.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":"
                    + ann.self().address().port() + "}");
            assertThat(connection.readFrame()).contains("\"refused\"");
        }
        assertThat(network.database().peers()).contains(ann.self());
        assertThat(get(ann, FILE)).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void nobodyTakesTheAddressOfTheDatabasePeer() throws Exception {
        try (RoguePeer connection = RoguePeer.tls(network.databaseAddress().port(), Identity.generate())) {
            connection.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":"
                    + network.databaseAddress().port() + "}");
            assertThat(connection.readFrame()).contains("\"refused\"");
        }
        assertThat(secureGet(ann, FILE, network.databaseAddress())).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void aPortThatIsNoneNeverEntersThePeerList() throws Exception {
        try (RoguePeer connection = RoguePeer.tls(network.databaseAddress().port(), Identity.generate())) {
            connection.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":99999}");
            assertThat(connection.readFrame()).contains("\"malformed\"");
        }
        PeerNode bob = network.join("bob");
        assertThat(bob.peers()).hasSize(3);
    }

    @Test
    void aMemberThatFallsSilentIsGone() throws Exception {
        Identity silent = Identity.generate();
        try (RoguePeer connection = RoguePeer.tls(network.databaseAddress().port(), silent)) {
            connection.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":4242}");
            eventually(SOON, () -> ann.peers().size() == 3);
            eventually(SOON, () -> ann.peers().size() == 2);
        }
        eventually(
                SOON,
                () -> network.databaseEvents.stream()
                        .anyMatch(event -> event instanceof NodeEvent.Left left
                                && left.member().id().equals(silent.id())));
    }

    @Test
    void aMemberThatNeverReadsHoldsNobodyUp() throws Exception {
        try (RoguePeer deaf = RoguePeer.tls(network.databaseAddress().port(), Identity.generate())) {
            deaf.sendFrame("{\"type\":\"connect\",\"version\":3,\"catalog\":0,\"port\":4242}");
            eventually(SOON, () -> ann.peers().size() == 3);
            for (int i = 0; i < 10; i++) {
                try (PeerNode guest = network.join("guest" + i)) {
                    assertThat(guest.list()).hasSize(2);
                }
            }
        }
    }

    private void expectRefusal(Class<? extends FetchOutcome> kind, String reason, RogueMember.Answering answering)
            throws Exception {
        try (RogueMember rogue = rogue(answering)) {
            FetchOutcome outcome = secureGet(ann, FILE, rogue.member().address());
            assertThat(outcome).isInstanceOf(kind);
            assertThat(outcome.toString()).contains(reason);
            assertThat(network.files("ann").resolve(FILE)).doesNotExist();
        }
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> parts = Files.list(network.files("ann").resolve(".reliablep2p/parts"))) {
            return parts.toList();
        }
    }

    private RogueMember rogue(RogueMember.Answering answering) throws Exception {
        RogueMember rogue = new RogueMember(network.databaseAddress().port(), answering);
        eventually(
                SOON,
                () -> ann.peers().stream()
                        .anyMatch(m -> m.id().equals(rogue.member().id())));
        return rogue;
    }

    private static RoguePeer askerOf(PeerNode peer, Identity identity) throws Exception {
        return RoguePeer.tls(peer.self().address().port(), identity);
    }

    private static String asked(RoguePeer asker, String name, String text) throws Exception {
        asker.sendFrame(JsonBuilder.object()
                .put("type", "get")
                .put("name", name)
                .put("sha256", Sha256.of(text.getBytes(UTF_8)).hex())
                .toString());
        return Objects.requireNonNull(asker.readFrame(), "no answer");
    }
}
