package reliablep2p.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.Invitation;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PeerId;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.TestNetwork;
import reliablep2p.node.base.Foundation;
import reliablep2p.storage.PeerDirectory;

/** Joining by invitation, against a real database peer. */
class JoinerTest {
    private static final InvitationSecret SECRET = new InvitationSecret("5".repeat(64));
    private static final PeerId OTHER = new PeerId("0".repeat(64));

    /** Nobody listens there. */
    private static final Address NOWHERE = new Address(TestNetwork.HOST, 1);

    @TempDir
    private Path directory;

    private TestNetwork network;
    private Foundation foundation;
    private Joiner joiner;

    @BeforeEach
    void start() throws Exception {
        network = new TestNetwork(directory);
        foundation = Foundation.build(
                PeerDirectory.open(directory.resolve("one")),
                new NodeSettings(TestNetwork.HOST, 0, NOWHERE, network.limits()),
                false,
                event -> {});
        joiner = new Joiner(
                DatabaseTarget.at(NOWHERE, foundation.directory()),
                40_000,
                foundation.transport(),
                new Updates(
                        foundation.knowledge(),
                        foundation.journal(),
                        new OfferAnswers(),
                        new PeerMemory(foundation.directory()),
                        new TimeWatch(foundation.journal(), () -> true, foundation.clock(), event -> {}),
                        event -> {}),
                foundation.knowledge(),
                foundation.journal(),
                network.limits(),
                foundation.threads(),
                foundation.watchdog(),
                foundation.clock());
    }

    @AfterEach
    void end() throws Exception {
        foundation.close();
        network.close();
    }

    @Test
    void dialsTheAddressOfTheInvitationAndThatOneAgain() throws Exception {
        PeerId database = network.database().self().id();
        Joiner.Joined joined = joiner.join(Optional.of(invitation(database)), new Cancellation());
        joined.connection().close();
        assertThat(joined.connected().database()).isEqualTo(database);
        assertThat(joined.connected().firstTime()).as("the invitation named it").isFalse();
        assertThat(joiner.database()).isEqualTo(network.databaseAddress());
        joiner.join(new Cancellation()).connection().close();
    }

    @Test
    void sendsNothingToAnotherPeerThanTheInvitationNames() {
        assertWrong(invitation(OTHER));
        assertThat(network.database().peers()).hasSize(1);
        assertThat(joiner.database())
                .as("a later connect goes where it went before")
                .isEqualTo(NOWHERE);
    }

    @Test
    void goesOnAfterTrustWasReset() throws Exception {
        assertWrong(invitation(OTHER));
        Invitation right = invitation(network.database().self().id());
        assertWrong(right);
        assertThat(joiner.resetTrust()).isTrue();
        joiner.join(Optional.of(right), new Cancellation()).connection().close();
    }

    private void assertWrong(Invitation invitation) {
        assertThatThrownBy(() -> joiner.join(Optional.of(invitation), new Cancellation()))
                .isInstanceOfSatisfying(
                        ConnectException.class, e -> assertThat(e.reason()).isEqualTo(ConnectException.Reason.WRONG_ID))
                .hasMessageContainingAll("ALARM", "Nothing was sent", "trust-reset");
    }

    private Invitation invitation(PeerId database) {
        return new Invitation(network.databaseAddress(), database, SECRET);
    }
}
