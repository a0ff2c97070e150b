package reliablep2p.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.Invitation;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ListeningHost;
import reliablep2p.node.ConnectException.Reason;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.PeerDirectory;

/** A network that others could reach: nobody joins without an invitation. All of it happens on the loopback. */
class InvitedTest {
    private static final String EVERYWHERE = "0.0.0.0";

    @TempDir
    private Path directory;

    private DatabaseNode database;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                new ListeningHost(EVERYWHERE).forOthers().isPresent(), "this machine has no address but the loopback");
        NodeSettings settings = new NodeSettings(EVERYWHERE, 0, new Address(EVERYWHERE, 1), TestLimits.quick());
        database = DatabaseNode.start(
                PeerDirectory.open(directory.resolve("db")),
                settings,
                OfferSettings.defaults(),
                Samples.none(),
                event -> {});
    }

    @AfterEach
    void stop() {
        if (database != null) {
            database.close();
        }
    }

    private PeerNode peer(String name) throws Exception {
        Address address =
                new Address(TestNetwork.HOST, database.self().address().port());
        return PeerNode.start(
                PeerDirectory.open(directory.resolve(name)),
                new NodeSettings(TestNetwork.HOST, 0, address, TestLimits.quick()),
                event -> {});
    }

    /** What the operator hands out, but for the address, by which only this machine is meant here. */
    private Optional<Invitation> invitation(int uses) throws Exception {
        Invitation made = Invitation.parse(database.operator().invite(uses, Duration.ofHours(1)));
        Address address = new Address(TestNetwork.HOST, made.address().port());
        return Optional.of(new Invitation(address, made.database(), made.secret()));
    }

    private static void refused(PeerNode peer, Optional<Invitation> invitation, String why) {
        assertThatThrownBy(() -> peer.connect(invitation, new Cancellation()))
                .isInstanceOfSatisfying(
                        ConnectException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining(why);
    }

    @Test
    void admitsWhoWasInvitedAndKnowsItAgain() throws Exception {
        Optional<Invitation> invitation = invitation(1);
        try (PeerNode ann = peer("ann");
                PeerNode bob = peer("bob")) {
            refused(ann, Optional.empty(), "needs an invitation");
            ann.connect(invitation, new Cancellation());
            ann.disconnect();
            ann.connect(Optional.empty(), new Cancellation());
            refused(bob, invitation, "used up");
            assertThat(bob.names()).isEmpty();
            assertThat(database.operator().members())
                    .singleElement()
                    .satisfies(known -> assertThat(known.admitted()).isPresent());
        }
    }

    @Test
    void anExpelledPeerComesBackOnlyWithANewInvitation() throws Exception {
        Optional<Invitation> old = invitation(5);
        try (PeerNode ann = peer("ann")) {
            ann.connect(old, new Cancellation());
            database.operator().expel(ann.self().id(), "");
            ann.disconnect();
            refused(ann, Optional.empty(), "expelled");
            refused(ann, old, "expelled");
            // An invitation counts as made before the expulsion if both were in the same millisecond.
            TestNetwork.eventually(Duration.ofSeconds(5), () -> {
                try {
                    ann.connect(invitation(1), new Cancellation());
                    return true;
                } catch (ConnectException e) {
                    return false;
                }
            });
            assertThat(database.operator().members())
                    .singleElement()
                    .satisfies(known -> assertThat(known.expulsion()).isEmpty());
        }
    }
}
