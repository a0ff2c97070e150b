package reliablep2p.node.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.OfferSettings;
import reliablep2p.node.TestNetwork;
import reliablep2p.node.fetch.FetchContext;
import reliablep2p.node.fetch.Fetcher;
import reliablep2p.node.fetch.VaultShelf;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.PartsLeft;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.trust.Identity;

/** Offers that are decided while their bytes are on their way; they come when the test says so. */
class OfferDeskTest {
    private static final Member ANN = new Member(Identity.generate().id(), new Address(TestNetwork.HOST, 2), Role.PEER);

    private static final byte[] BYTES = "the plan".getBytes(UTF_8);
    private static final TrustedFile PLAN = new TrustedFile(new FileName("plan.txt"), BYTES.length, Sha256.of(BYTES));

    @TempDir
    private Path parent;

    private DatabaseParts parts;
    private OfferDesk desk;
    private Path kept;

    @BeforeEach
    void open() throws Exception {
        parts = new DatabaseParts(parent.resolve("db"));
        PeerDirectory directory = parts.foundation.directory();
        Knowledge knowledge = parts.foundation.knowledge();
        Member self = new Member(knowledge.self(), new Address(TestNetwork.HOST, 1), Role.DATABASE);
        VaultShelf shelf = new VaultShelf(directory, parts.vault);
        Fetcher fetcher = new Fetcher(
                FetchContext.of(parts.foundation, self, shelf, parts.settings.limits()), new PartsLeft(directory), 1);
        desk = new OfferDesk(
                OfferBook.load(directory, parts.events::add),
                new OfferQuota(1 << 20, 1 << 20, 10, 10),
                OfferSettings.Policy.TRUSTED,
                knowledge,
                new OfferFetcher(knowledge.peers(), fetcher),
                parts.vault,
                parts.keeper,
                offer -> true,
                Clock.systemUTC(),
                parts.events::add);
        kept = directory
                .files()
                .resolve(".reliablep2p/vault")
                .resolve(PLAN.sha256().hex());
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
        parts.close();
    }

    private void come(Offer offer) throws Exception {
        assertThat(offer.state()).isEqualTo(OfferState.FETCHING);
        Files.write(kept, BYTES);
        desk.fetched(offer);
    }

    @Test
    void whatWasRejectedWhileItsBytesCameAgainStaysRejected() throws Exception {
        come(desk.offer(ANN, PLAN));
        assertThat(desk.pending()).hasSize(1);
        Files.delete(kept); // The disk has damaged it.
        parts.keeper.grant(ANN.id(), "from now on it needs nobody's approval");
        Offer again = desk.offer(ANN, PLAN);

        desk.reject(PLAN.name(), Optional.empty(), "no");
        come(again);

        assertThat(parts.foundation.knowledge().catalog().files()).isEmpty();
        assertThat(kept).doesNotExist();
        come(desk.offer(ANN, PLAN)); // A new offer is another matter.
        assertThat(parts.foundation.knowledge().catalog().files()).containsExactly(PLAN);
    }
}
