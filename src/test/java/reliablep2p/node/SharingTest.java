package reliablep2p.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.listed;
import static reliablep2p.node.TestNetwork.secureGet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.OfferState;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.RoguePeer;
import reliablep2p.node.OfferSettings.Policy;
import reliablep2p.node.peer.PeerNode;

/** Files that peers bring into the network, and what the operator makes of them. */
class SharingTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** What the issue promises of a revocation and of an expulsion. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static final FileName PLAN = new FileName("plan.txt");

    private static final ShareListener SILENT = new ShareListener() {
        @Override
        public void reading(Path path, long read, long size) {}

        @Override
        public void sending(TrustedFile file, long sent) {}
    };

    private static final int LARGE = 32 << 20;

    @TempDir
    private Path directory;

    private TestNetwork network;
    private PeerNode ann;
    private PeerNode bob;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", "alpha"));
        ann = network.join("ann");
        bob = network.join("bob");
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    private ShareOutcome share(PeerNode peer, Path path) throws Exception {
        return peer.share(path, SILENT, new Cancellation());
    }

    private FileVersion approve(FileName name) throws Exception {
        return network.database().operator().approve(name, Optional.empty(), new Cancellation());
    }

    private FetchOutcome version(PeerNode peer, int number) throws Exception {
        return peer.get(PLAN, OptionalInt.of(number), FetchListener.SILENT, new Cancellation());
    }

    private void restart(Policy policy) throws Exception {
        network.killDatabase();
        network.offers(new OfferSettings(policy, 1 << 20, 1 << 20));
        network.restartDatabase();
        eventually(SOON, () -> network.database().peers().size() >= 3);
    }

    @Test
    void whatWasApprovedOutlivesItsSharer() throws Exception {
        assertThat(share(ann, file("plan.txt", "the plan"))).isInstanceOf(ShareOutcome.Waiting.class);
        assertThat(get(bob, "plan.txt")).isInstanceOf(FetchOutcome.NotListed.class);
        assertThat(network.databaseFiles().resolve("plan.txt")).doesNotExist();

        assertThat(approve(PLAN).approval().by()).isEqualTo(Approval.By.OPERATOR);
        ann.close();

        eventually(SOON, () -> listed(bob).contains("plan.txt"));
        assertThat(get(bob, "plan.txt")).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(network.files("bob").resolve("plan.txt")).hasContent("the plan");
        assertThat(bob.versions(PLAN))
                .singleElement()
                .satisfies(version -> assertThat(version.approval().sharer())
                        .contains(ann.self().id()));
    }

    @Test
    void waitsOverARestartAndTellsTheOffererLater() throws Exception {
        share(ann, file("plan.txt", "the plan"));
        ann.disconnect();
        network.killDatabase();
        network.restartDatabase();
        assertThat(network.database().operator().pending())
                .singleElement()
                .satisfies(pending -> assertThat(pending.state()).isEqualTo(OfferState.WAITING));
        network.database().operator().reject(PLAN, Optional.empty(), "not now");

        ann.connect(Optional.empty(), new Cancellation());
        eventually(
                SOON,
                () -> network.peerEvents.get("ann").stream()
                        .anyMatch(event -> event instanceof NodeEvent.OfferDecided decided
                                && decided.state() == OfferState.REJECTED
                                && decided.why().equals("not now")));
        assertThat(network.database().operator().pending()).isEmpty();
    }

    @Test
    void approvesATrustedPeersFilesAtOnceAndNobodyElses() throws Exception {
        network.database().operator().trust(ann.self().id(), "");
        assertThat(share(ann, file("plan.txt", "the plan")))
                .isInstanceOfSatisfying(
                        ShareOutcome.Approved.class,
                        approved -> assertThat(approved.version()).isOne());
        assertThat(listed(ann)).contains("plan.txt");
        assertThat(share(ann, file("plan.txt", "the plan")))
                .isInstanceOfSatisfying(
                        ShareOutcome.Approved.class,
                        approved -> assertThat(approved.already()).isTrue());
        assertThat(share(bob, file("other.txt", "other"))).isInstanceOf(ShareOutcome.Waiting.class);
    }

    @Test
    void approvesAsItsPolicySays() throws Exception {
        restart(Policy.ALL);
        assertThat(share(bob, file("plan.txt", "the plan"))).isInstanceOf(ShareOutcome.Approved.class);
        network.database().operator().trust(ann.self().id(), "");
        restart(Policy.NONE);
        assertThat(share(ann, file("other.txt", "other"))).isInstanceOf(ShareOutcome.Waiting.class);
    }

    @Test
    void keepsOlderVersions() throws Exception {
        restart(Policy.ALL);
        share(ann, file("plan.txt", "first"));
        eventually(SOON, () -> listed(bob).contains("plan.txt"));
        get(bob, "plan.txt");
        assertThat(share(ann, file("plan.txt", "second")))
                .isInstanceOfSatisfying(
                        ShareOutcome.Approved.class,
                        approved -> assertThat(approved.version()).isEqualTo(2));
        eventually(SOON, () -> bob.versions(PLAN).size() == 2);

        PeerNode cid = network.join("cid");
        assertThat(get(cid, "plan.txt")).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(version(cid, 1)).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(network.files("cid").resolve("plan.txt")).hasContent("second");
        assertThat(network.files("cid").resolve("plan@1.txt")).hasContent("first");
        assertThat(version(cid, 3)).isInstanceOf(FetchOutcome.NotListed.class);

        // Only the database peer has the first version after a restart of the one, and the end of all others.
        restart(Policy.ALL);
        ann.close();
        bob.close();
        cid.close();
        PeerNode dan = network.join("dan");
        assertThat(version(dan, 1)).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(get(dan, "plan.txt")).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(network.files("dan").resolve("plan@1.txt")).hasContent("first");
    }

    @Test
    void holdersOfTheOldBytesAreNoHoldersOfTheNew() throws Exception {
        restart(Policy.ALL);
        share(ann, file("plan.txt", "first"));
        eventually(SOON, () -> listed(bob).contains("plan.txt"));
        get(bob, "plan.txt");
        share(ann, file("plan.txt", "second"));
        eventually(SOON, () -> bob.versions(PLAN).size() == 2);

        assertThat(bob.list().stream()
                        .filter(file -> file.file().name().equals(PLAN))
                        .toList())
                .singleElement()
                .satisfies(file -> assertThat(file.held()).isFalse());
        assertThat(secureGet(ann, "a.txt", bob.self().address())).isInstanceOf(FetchOutcome.NobodyHasIt.class);
        PeerNode cid = network.join("cid");
        assertThat(secureGet(cid, "plan.txt", bob.self().address())).isInstanceOf(FetchOutcome.NobodyHasIt.class);
    }

    @Test
    void aRevokedFileIsGoneEverywhereAndStaysWhereItLies() throws Exception {
        get(bob, "a.txt");
        network.database().operator().revoke(new FileName("a.txt"), OptionalInt.empty(), "a mistake");

        eventually(PROMISED, () -> listed(ann).isEmpty() && listed(bob).isEmpty());
        assertThat(get(ann, "a.txt"))
                .isInstanceOfSatisfying(
                        FetchOutcome.Revoked.class,
                        revoked -> assertThat(revoked.revocation().why()).isEqualTo("a mistake"));
        assertThat(network.files("bob").resolve("a.txt")).exists();
        assertThat(bob.seeding())
                .singleElement()
                .satisfies(seeded -> assertThat(seeded.revocation()).isPresent());
        assertThat(network.databaseFiles().resolve("a.txt")).exists();

        // By lying there it does not come back, over a restart neither; the operator's word brings it back.
        network.killDatabase();
        network.restartDatabase();
        assertThat(network.database().list()).isEmpty();
        assertThat(approve(new FileName("a.txt")).number()).isEqualTo(2);
        eventually(SOON, () -> listed(ann).contains("a.txt"));
    }

    @Test
    void whatWasRevokedWaitsWhoeverSharesIt() throws Exception {
        network.database().operator().trust(bob.self().id(), "");
        get(bob, "a.txt");
        network.database().operator().revoke(new FileName("a.txt"), OptionalInt.empty(), "");
        eventually(PROMISED, () -> listed(bob).isEmpty());
        assertThat(share(bob, network.files("bob").resolve("a.txt"))).isInstanceOf(ShareOutcome.Waiting.class);
    }

    @Test
    void refusesWhatCanNotBeShared() throws Exception {
        assertThat(share(ann, directory)).isInstanceOf(ShareOutcome.Unusable.class);
        assertThat(share(ann, directory.resolve("nothing"))).isInstanceOf(ShareOutcome.Unusable.class);
        assertThat(share(ann, file(".hidden", "x"))).isInstanceOf(ShareOutcome.Unusable.class);
        assertThat(share(ann, file("con.txt", "x"))).isInstanceOf(ShareOutcome.Unusable.class);
        assertThat(share(ann, file("A.TXT", "x")))
                .isInstanceOfSatisfying(
                        ShareOutcome.Failed.class,
                        failed -> assertThat(failed.why()).contains("only in case"));
        assertThat(network.database().operator().pending()).isEmpty();
    }

    @Test
    void endsAShareWhoseDatabasePeerIsLost() throws Exception {
        network.killDatabase();
        assertThat(share(ann, file("plan.txt", "the plan"))).isInstanceOf(ShareOutcome.Failed.class);
    }

    @Test
    void boundsWhatWaits() throws Exception {
        network.killDatabase();
        network.offers(new OfferSettings(Policy.TRUSTED, 10, 15));
        network.restartDatabase();
        eventually(SOON, () -> network.database().peers().size() == 3);
        assertThat(share(ann, file("one.txt", "12345678"))).isInstanceOf(ShareOutcome.Waiting.class);
        assertThat(share(ann, file("two.txt", "123"))).isInstanceOf(ShareOutcome.Failed.class);
        assertThat(share(bob, file("three.txt", "12345678"))).isInstanceOf(ShareOutcome.Failed.class);
        assertThat(share(bob, file("four.txt", "1234567"))).isInstanceOf(ShareOutcome.Waiting.class);
    }

    @Test
    void believesNothingOfAnOfferButItsBytes() throws Exception {
        byte[] bytes = "other bytes".getBytes(UTF_8);
        String told = Sha256.of("told".getBytes(UTF_8)).hex();
        String file = "\"name\":\"lie.txt\",\"size\":" + bytes.length + ",\"sha256\":\"" + told + "\"";
        try (RogueMember rogue = new RogueMember(network.databaseAddress().port(), (asker, request) -> {
                    asker.sendFrame("{\"type\":\"file\"," + file + "}");
                    asker.send(bytes);
                });
                RoguePeer offerer = RoguePeer.tls(network.databaseAddress().port(), rogue.identity())) {
            offerer.sendFrame("{\"type\":\"offer\"," + file + "}");
            assertThat(offerer.readFrame()).contains("\"fetching\"");
            eventually(SOON, () -> network.database().operator().pending().isEmpty());
        }
        assertThat(network.databaseFiles().resolve("lie.txt")).doesNotExist();
        assertThat(network.databaseFiles().resolve(".reliablep2p/vault")).isEmptyDirectory();
        assertThatThrownBy(() -> approve(new FileName("lie.txt"))).isInstanceOf(RefusedException.class);
    }

    @Test
    void takesTenThousandOffersOfOnePeerAndStillServesOthers() throws Exception {
        try (RogueMember rogue = new RogueMember(
                        network.databaseAddress().port(), (asker, request) -> asker.sendFrame("{\"type\":\"pong\"}"));
                RoguePeer offerer = RoguePeer.tls(network.databaseAddress().port(), rogue.identity())) {
            int refused = 0;
            String hash = Sha256.of(new byte[0]).hex();
            for (int i = 0; i < 10_000; i++) {
                offerer.sendFrame("{\"type\":\"offer\",\"name\":\"o" + i + ".txt\",\"size\":1000000000,\"sha256\":\""
                        + hash + "\"}");
                refused += offerer.readFrame().contains("\"failed\"") ? 1 : 0;
            }
            assertThat(refused).isGreaterThan(5_000);
            assertThat(network.database().operator().pending()).hasSizeLessThan(1_001);
        }
        assertThat(share(ann, file("plan.txt", "the plan"))).isInstanceOf(ShareOutcome.Waiting.class);
    }

    @Test
    void refusesToApproveWhatIsNoLongerThere() throws Exception {
        share(ann, file("plan.txt", "the plan"));
        try (var kept = Files.list(network.databaseFiles().resolve(".reliablep2p/vault"))) {
            for (Path path : kept.toList()) {
                Files.writeString(path, "damaged!");
            }
        }
        assertThatThrownBy(() -> approve(PLAN))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("share the file again");
        assertThat(network.database().list()).hasSize(1);
        assertThat(network.database().operator().pending()).isEmpty();
    }

    @Test
    void approvingOneOfTwoNamesForTheSameBytesKeepsTheOther() throws Exception {
        assertThat(share(bob, file("copy.txt", "the plan"))).isInstanceOf(ShareOutcome.Waiting.class);
        network.database().operator().trust(ann.self().id(), "");
        assertThat(share(ann, file("plan.txt", "the plan"))).isInstanceOf(ShareOutcome.Approved.class);

        assertThat(approve(new FileName("copy.txt")).number()).isOne();

        assertThat(network.databaseFiles().resolve("plan.txt")).hasContent("the plan");
        assertThat(network.databaseFiles().resolve("copy.txt")).hasContent("the plan");
    }

    @Test
    void approvingTheBytesOfAnOlderVersionUnderAnotherNameKeepsThatVersion() throws Exception {
        restart(Policy.ALL);
        share(ann, file("plan.txt", "first"));
        share(ann, file("plan.txt", "second"));
        assertThat(share(ann, file("copy.txt", "first"))).isInstanceOf(ShareOutcome.Approved.class);

        assertThat(network.databaseFiles().resolve("copy.txt")).hasContent("first");
        Path vault = network.databaseFiles().resolve(".reliablep2p/vault");
        assertThat(vault.resolve(Sha256.of("first".getBytes(UTF_8)).hex())).hasContent("first");
    }

    @Test
    void placesWhatACrashLeftInTheVault() throws Exception {
        restart(Policy.ALL);
        share(ann, file("plan.txt", "first"));
        share(ann, file("plan.txt", "second"));
        network.killDatabase();
        Path vault = network.databaseFiles().resolve(".reliablep2p/vault");
        Path name = network.databaseFiles().resolve("plan.txt");
        // As if the approval of the second version had been written, and the file not moved yet.
        Path first = vault.resolve(Sha256.of("first".getBytes(UTF_8)).hex());
        Path second = vault.resolve(Sha256.of("second".getBytes(UTF_8)).hex());
        Files.move(name, second);
        Files.move(first, name);
        network.restartDatabase();

        assertThat(name).hasContent("second");
        assertThat(first).hasContent("first");
        assertThat(network.database().versions(PLAN)).hasSize(2);
    }

    @Test
    void aRoleBelongsToTheIdAndNotToThePort() throws Exception {
        get(ann, "a.txt");
        network.database().operator().trust(ann.self().id(), "the teacher");
        eventually(SOON, () -> bob.report().rolesInUse());
        assertThat(secureGet(bob, "a.txt", ann.self().address())).isInstanceOf(FetchOutcome.Fetched.class);

        int port = ann.self().address().port();
        ann.disconnect();
        ann.close();
        network.startOn("thief", port).connect(Optional.empty(), new Cancellation());
        eventually(
                SOON,
                () -> bob.peers().stream()
                        .anyMatch(member -> member.address().port() == port
                                && !member.id().equals(ann.self().id())));
        Files.delete(network.files("bob").resolve("a.txt"));
        assertThat(secureGet(bob, "a.txt", ann.self().address()))
                .isInstanceOfSatisfying(
                        FetchOutcome.NotTrusted.class,
                        refused -> assertThat(refused.trusted())
                                .contains(network.database().self()));
        assertThat(network.files("bob").resolve("a.txt")).doesNotExist();
        assertThat(secureGet(bob, "a.txt", network.databaseAddress())).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void anExpelledPeerIsOutEverywhere() throws Exception {
        get(bob, "a.txt");
        network.database().operator().expel(ann.self().id(), "was rude");

        eventually(PROMISED, () -> bob.peers().size() == 2);
        assertThat(ann.list()).isNotEmpty();
        assertThat(secureGet(ann, "a.txt", bob.self().address())).isInstanceOf(FetchOutcome.NobodyHasIt.class);
        assertThat(network.files("ann").resolve("a.txt")).doesNotExist();
        ann.disconnect();
        assertThatThrownBy(() -> ann.connect(Optional.empty(), new Cancellation()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("expelled");
        assertThat(List.copyOf(network.database().operator().members()))
                .anyMatch(known ->
                        known.id().equals(ann.self().id()) && known.expulsion().isPresent());
    }

    /** A file in the catalog that takes a while, of zeros. */
    private void publishLarge() throws Exception {
        byte[] zeros = new byte[LARGE];
        network.publish("large.bin", new String(zeros, ISO_8859_1));
        eventually(SOON, () -> listed(ann).contains("large.bin") && listed(bob).contains("large.bin"));
    }

    @Test
    void stopsATransferThatRunsWhenTheFileIsRevoked() throws Exception {
        publishLarge();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        byte[] few = new byte[16 * 1024];
        FakeHolder holder = new FakeHolder("large.bin", new byte[LARGE]);
        try (RogueMember slow = new RogueMember(
                network.databaseAddress().port(),
                (to, any) -> holder.answer(to, any, "", (asker, request) -> {
                    long length = request.integer("length", 0, LARGE);
                    asker.sendFrame(holder.file(request.optionalInteger("offset", 0, LARGE, 0), length));
                    for (int sent = 0; sent < length && !awaited(over); sent += few.length) {
                        asker.send(few);
                        begun.countDown();
                    }
                }))) {
            eventually(SOON, () -> bob.peers().size() == 4);
            CompletableFuture<FetchOutcome> fetch = CompletableFuture.supplyAsync(() -> {
                try {
                    return secureGet(bob, "large.bin", slow.member().address());
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            begun.await();
            network.database().operator().revoke(new FileName("large.bin"), OptionalInt.empty(), "");
            assertThat(fetch.get(PROMISED.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(FetchOutcome.Revoked.class);
            over.countDown();
        }
        assertThat(network.files("bob").resolve("large.bin")).doesNotExist();
    }

    private static boolean awaited(CountDownLatch over) {
        try {
            return over.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    void stopsSendingAFileThatIsRevokedAndToAPeerThatIsExpelled() throws Exception {
        publishLarge();
        String hash = Sha256.of(new byte[LARGE]).hex();
        for (boolean expels : new boolean[] {true, false}) {
            try (RogueMember member =
                            new RogueMember(network.databaseAddress().port(), (asker, request) -> asker.close());
                    RoguePeer asker = RoguePeer.tls(network.databaseAddress().port(), member.identity())) {
                asker.sendFrame("{\"type\":\"get\",\"name\":\"large.bin\",\"sha256\":\"" + hash + "\"}");
                assertThat(asker.readFrame()).contains("\"file\"");
                if (expels) {
                    network.database().operator().expel(member.member().id(), "");
                } else {
                    network.database().operator().revoke(new FileName("large.bin"), OptionalInt.empty(), "");
                }
                assertThat(asker.readToEnd()).isLessThan(LARGE);
            }
        }
    }
}
