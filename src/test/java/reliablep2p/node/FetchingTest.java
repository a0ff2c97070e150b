package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reliablep2p.node.TestNetwork.eventually;
import static reliablep2p.node.TestNetwork.get;
import static reliablep2p.node.TestNetwork.listed;
import static reliablep2p.node.TestNetwork.secureGet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.node.peer.PeerNode;

/** Getting files from honest peers. */
class FetchingTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private TestNetwork network;
    private PeerNode ann;
    private PeerNode bob;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory, Map.of("a.txt", "alpha", "b.txt", "beta", "empty", ""));
        ann = network.join("ann");
        bob = network.join("bob");
        eventually(SOON, () -> ann.peers().size() == 3 && bob.peers().size() == 3);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
    }

    @Test
    void asksTheDatabasePeerLastAndLearns() throws Exception {
        FetchOutcome.Fetched first = fetched(get(ann, "a.txt"));
        assertThat(first.from()).isEqualTo(network.database().self());
        assertThat(first.asked()).isEqualTo(2);
        assertThat(network.files("ann").resolve("a.txt")).hasContent("alpha");

        FetchOutcome.Fetched second = fetched(get(bob, "a.txt"));
        assertThat(second.from()).isEqualTo(ann.self());
        assertThat(second.asked()).isEqualTo(1);
        assertThat(holders(bob, "a.txt"))
                .containsExactlyInAnyOrder(
                        ann.self(), bob.self(), network.database().self());
    }

    @Test
    void theAddressBookMakesTheNextLookupDirect() throws Exception {
        PeerNode cid = network.join("cid");
        eventually(SOON, () -> ann.peers().contains(cid.self()) && bob.peers().contains(cid.self()));
        get(ann, "a.txt");
        get(ann, "b.txt");
        fetched(secureGet(cid, "a.txt", ann.self().address()));

        FetchOutcome.Fetched next = fetched(get(cid, "b.txt"));

        assertThat(next.from()).isEqualTo(ann.self());
        assertThat(next.asked()).isEqualTo(1);
    }

    @Test
    void aFileThatEverybodyHasDoesNotComeFromTheDatabasePeer() throws Exception {
        List<PeerNode> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(network.join("other" + i));
        }
        eventually(SOON, () -> bob.peers().size() == 11 && ann.peers().size() == 11);
        fetched(get(ann, "b.txt"));
        for (PeerNode other : others) {
            fetched(secureGet(other, "b.txt", ann.self().address()));
        }
        FetchOutcome.Fetched fetched = fetched(get(bob, "b.txt"));
        assertThat(fetched.asked()).as("almost everybody has it").isEqualTo(1);
        assertThat(fetched.from()).isNotEqualTo(network.database().self());
    }

    private static boolean knows(PeerNode peer, String name, PeerNode holder) throws Exception {
        return peer.info(new FileName(name)).orElseThrow().holders().stream()
                .anyMatch(known -> known.id().equals(holder.self().id()));
    }

    @Test
    void aMapNamesTheHolderThatIsAskedNext() throws Exception {
        for (int i = 0; i < 8; i++) {
            network.join("other" + i);
        }
        PeerNode cid = network.join("cid");
        eventually(SOON, () -> {
            for (PeerNode peer : network.peers()) {
                if (peer.peers().size() != 12) {
                    return false;
                }
            }
            return true;
        });
        fetched(get(ann, "a.txt"));
        for (PeerNode other : network.peers()) {
            if (!other.equals(ann) && !other.equals(cid)) {
                fetched(secureGet(other, "b.txt", network.databaseAddress()));
                // From ann's map everybody but cid learns who has a.txt.
                secureGet(other, "empty", ann.self().address());
                eventually(SOON, () -> knows(other, "a.txt", ann));
            }
        }
        FetchOutcome.Fetched fetched = fetched(get(cid, "a.txt"));
        assertThat(fetched.from()).isEqualTo(ann.self());
        assertThat(fetched.asked())
                .as("whoever is asked first names the holder")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void aNameThatIsNotListedIsRefusedAtOnce() throws Exception {
        assertThat(get(ann, "nothing.txt")).isEqualTo(new FetchOutcome.NotListed(new FileName("nothing.txt")));
        assertThat(ann.status().lookups()).isZero();
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        assertThat(fetched(get(ann, "empty")).file().size()).isZero();
        assertThat(network.files("ann").resolve("empty")).isEmptyFile();
    }

    @Test
    void whatIsHereIsCheckedAndReportedAsPresent() throws Exception {
        get(ann, "a.txt");
        assertThat(get(ann, "a.txt")).isInstanceOf(FetchOutcome.Present.class);
        assertThat(ann.status().lookups()).isEqualTo(1);
    }

    @Test
    void whatWasDamagedHereIsPutAsideAndGotAgain() throws Exception {
        get(ann, "a.txt");
        Files.writeString(network.files("ann").resolve("a.txt"), "ALPHA");

        FetchOutcome.Fetched again = fetched(get(ann, "a.txt"));

        assertThat(network.files("ann").resolve("a.txt")).hasContent("alpha");
        assertThat(again.replaced())
                .hasValueSatisfying(aside -> assertThat(aside).hasContent("ALPHA"));
    }

    @Test
    void secureGetAsksExactlyOne() throws Exception {
        FetchOutcome outcome = secureGet(ann, "a.txt", bob.self().address());
        assertThat(outcome).isInstanceOfSatisfying(FetchOutcome.NobodyHasIt.class, nobody -> {
            assertThat(nobody.asked()).isEqualTo(1);
            assertThat(nobody.refusals()).extracting(FetchOutcome.Refusal::peer).containsExactly(bob.self());
        });
        assertThat(network.files("ann").resolve("a.txt")).doesNotExist();

        assertThat(fetched(secureGet(ann, "a.txt", network.databaseAddress())).asked())
                .isEqualTo(1);
        assertThat(fetched(secureGet(bob, "a.txt", ann.self().address())).from())
                .isEqualTo(ann.self());
    }

    @Test
    void secureGetKnowsMembersOnly() throws Exception {
        Address nowhere = new Address(TestNetwork.HOST, 1);
        assertThat(secureGet(ann, "a.txt", nowhere)).isEqualTo(new FetchOutcome.NoSuchMember(nowhere));
    }

    @Test
    void secureGetFromOneselfFindsNothing() throws Exception {
        assertThat(secureGet(ann, "a.txt", ann.self().address())).isInstanceOf(FetchOutcome.NobodyHasIt.class);
    }

    @Test
    void twentyGetsOfOneFileAreOneDownload() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(20);
        try {
            List<CompletableFuture<FetchOutcome>> gets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                gets.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return get(ann, "a.txt");
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        },
                        executor));
            }
            List<FetchOutcome> outcomes =
                    gets.stream().map(CompletableFuture::join).toList();
            assertThat(outcomes)
                    .filteredOn(FetchOutcome.Fetched.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(FetchOutcome.Present.class::isInstance)
                    .hasSize(19);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aFileThatIsCopiedIntoTheDatabaseIsInEverybodysListWithinFiveSeconds() throws Exception {
        network.publish("new.txt", "new");
        eventually(
                Duration.ofSeconds(5),
                () -> listed(ann).contains("new.txt") && listed(bob).contains("new.txt"));
        assertThat(get(ann, "new.txt")).isInstanceOf(FetchOutcome.Fetched.class);
    }

    @Test
    void aFileThatIsRemovedIsRevokedAndNotServedAnyMore() throws Exception {
        get(ann, "a.txt");
        Files.delete(network.databaseFiles().resolve("a.txt"));
        eventually(
                Duration.ofSeconds(5),
                () -> !listed(bob).contains("a.txt") && !listed(ann).contains("a.txt"));
        assertThat(get(bob, "a.txt")).isInstanceOf(FetchOutcome.Revoked.class);
        assertThat(ann.seeding()).singleElement().satisfies(held -> {
            assertThat(held.served()).isFalse();
            assertThat(held.revocation()).isPresent();
        });
    }

    @Test
    void aFileThatIsReplacedHasNewHolders() throws Exception {
        get(ann, "a.txt");
        network.publish("a.txt", "another alpha");
        eventually(Duration.ofSeconds(5), () -> size(bob, "a.txt") == 13);
        assertThat(holders(bob, "a.txt")).containsExactly(network.database().self());

        assertThat(fetched(get(bob, "a.txt")).from())
                .isEqualTo(network.database().self());
        assertThat(network.files("bob").resolve("a.txt")).hasContent("another alpha");
    }

    @Test
    void theAddressBookSurvivesARestart() throws Exception {
        get(ann, "a.txt");
        get(bob, "a.txt");
        bob.close();
        PeerNode again = network.join("bob");
        assertThat(holders(again, "a.txt")).contains(ann.self(), again.self());
    }

    @Test
    void aCancelledGetIsNoGet() {
        Cancellation cancellation = new Cancellation();
        FetchListener cancelling = new FetchListener() {
            @Override
            public void asking(TrustedFile file, Member peer, int asked) {
                cancellation.cancel();
            }

            @Override
            public void received(TrustedFile file, Member from, long received) {}
        };
        assertThatThrownBy(() -> ann.get(new FileName("a.txt"), OptionalInt.empty(), cancelling, cancellation))
                .isInstanceOf(CancelledException.class);
        assertThat(network.files("ann").resolve("a.txt")).doesNotExist();
    }

    @Test
    void aPeerThatJustCameIsServed() throws Exception {
        get(ann, "a.txt");
        for (int i = 0; i < 5; i++) {
            PeerNode newest = network.join("newest" + i);
            assertThat(fetched(secureGet(newest, "a.txt", ann.self().address())).from())
                    .isEqualTo(ann.self());
        }
    }

    private static long size(PeerNode peer, String name) throws Exception {
        return peer.list().stream()
                .filter(listed -> listed.file().name().text().equals(name))
                .mapToLong(listed -> listed.file().size())
                .sum();
    }

    private static List<Member> holders(PeerNode peer, String name) throws Exception {
        return peer.addressBook().stream()
                .filter(known -> known.file().name().text().equals(name))
                .findFirst()
                .orElseThrow()
                .holders();
    }

    private static FetchOutcome.Fetched fetched(FetchOutcome outcome) {
        assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
        return (FetchOutcome.Fetched) outcome;
    }

    @Test
    void noticesAtOnceThatAFileIsGone() throws Exception {
        PeerNode peer = network.join("one");
        get(peer, "a.txt");
        TrustedFile file = peer.list().stream()
                .filter(ListedFile::held)
                .findFirst()
                .orElseThrow()
                .file();
        assertThat(peer.isThere(file)).isTrue();
        Files.delete(network.files("one").resolve("a.txt"));
        assertThat(peer.isThere(file)).isFalse();
        assertThat(peer.list()).noneMatch(ListedFile::held);
    }
}
