package reliablep2p.node.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.PieceList;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Pieces;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.TestLimits;
import reliablep2p.node.TestNetwork;
import reliablep2p.node.base.Foundation;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.Vault;
import reliablep2p.trust.Identity;

/** How long it is waited for those that are getting the file, too, and lack the same pieces. */
class TransferTest {
    private static final PieceList LIST = PieceList.single(Sha256.of(new byte[10]));
    private static final TrustedFile FILE = new TrustedFile(new FileName("a.bin"), 10, Sha256.of(new byte[10]));
    private static final Pieces CUT = Pieces.uncut(FILE);
    private static final long PACE = TestLimits.quick().pace().toNanos();

    @TempDir
    private Path parent;

    private final Source getting = source(SourcePlan.Kind.BELIEVED);
    private Foundation foundation;
    private PartFile part;
    private Transfer transfer;
    private long now;

    @BeforeEach
    void open() throws Exception {
        PeerDirectory directory = PeerDirectory.open(parent.resolve("peer"));
        Address nobody = new Address(TestNetwork.HOST, 1);
        NodeSettings settings = new NodeSettings(TestNetwork.HOST, 0, nobody, TestLimits.quick());
        foundation = Foundation.build(directory, settings, false, event -> {});
        Shelf shelf = new VaultShelf(directory, new Vault(directory));
        Member self = new Member(foundation.identity().id(), nobody, Role.PEER);
        part = shelf.begin(FILE, new PartFile.Piecewise(CUT, LIST, true), Optional.empty(), new Cancellation());
        transfer = new Transfer(FILE, FetchContext.of(foundation, self, shelf, settings.limits()), () -> now);
        add(getting, false);
    }

    @AfterEach
    void close() throws Exception {
        part.close();
        foundation.close();
    }

    private Source source(SourcePlan.Kind kind) {
        Member member = new Member(Identity.generate().id(), new Address(TestNetwork.HOST, 2), Role.PEER);
        return new Source(member, kind, false, () -> now);
    }

    private void add(Source source, boolean whole) {
        transfer.add(source);
        transfer.has(source, whole ? PieceSet.all(1) : PieceSet.none(), whole, now);
    }

    @Test
    void isAPaceAfterTheLastBytes() {
        transfer.begin(part, CUT, LIST);
        now += PACE - 1;
        assertThat(transfer.next(getting)).isInstanceOf(Transfer.Step.Refresh.class);
        transfer.moved(getting, 1);
        now += PACE - 1;
        assertThat(transfer.next(getting)).isInstanceOf(Transfer.Step.Refresh.class);
        now++;
        assertThat(transfer.next(getting)).isInstanceOf(Transfer.Step.End.class);
        assertThat(transfer.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo("lacks the same pieces"));
    }

    @Test
    void theTimeToProveWhatWasHereIsNobodysFault() {
        now += PACE;
        transfer.begin(part, CUT, LIST);
        assertThat(transfer.next(getting)).isInstanceOf(Transfer.Step.Refresh.class);
    }

    @Test
    void isAsLongAsSomebodyHasItWhole() {
        Source whole = source(SourcePlan.Kind.UNKNOWN);
        add(whole, true);
        transfer.begin(part, CUT, LIST);
        now += PACE;
        assertThat(transfer.next(getting)).isInstanceOf(Transfer.Step.Refresh.class);
        transfer.refuse(whole, "is gone", false);
        assertThat(transfer.next(getting)).isInstanceOf(Transfer.Step.End.class);
    }

    /** It is spared until the others give nothing, and can't have told what it has before it is asked. */
    @Test
    void isAsLongAsTheDatabasePeerIsThere() {
        add(source(SourcePlan.Kind.DATABASE), false);
        transfer.begin(part, CUT, LIST);
        now += PACE;
        assertThat(transfer.next(getting)).isInstanceOf(Transfer.Step.Refresh.class);
    }

    @Test
    void nobodyElseIsNeededOnceItIsHere() {
        Source whole = source(SourcePlan.Kind.BELIEVED);
        add(whole, true);
        transfer.begin(part, CUT, LIST);
        Transfer.Step.Get get = (Transfer.Step.Get) transfer.next(whole);
        transfer.done(whole, 0);
        transfer.giveBack(whole, get.run());

        assertThat(transfer.isDone()).isTrue();
        assertThat(transfer.isFed()).isTrue();
    }
}
