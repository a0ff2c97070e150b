package reliablep2p.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PeerId;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.RefusedException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

class AdmissionByInvitationTest {
    private static final PeerId ALICE = new PeerId("a".repeat(64));
    private static final PeerId BOB = new PeerId("b".repeat(64));
    private static final Duration DAY = Duration.ofDays(1);

    private final List<NodeEvent> events = new ArrayList<>();
    private final Map<PeerId, Instant> expelled = new HashMap<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05.678912Z");

    @TempDir
    private Path folder;

    private PeerDirectory directory;
    private Invitations invitations;
    private AdmittedPeers admitted;

    @BeforeEach
    void open() throws StorageException {
        directory = PeerDirectory.open(folder.resolve("db"));
        load();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private void load() throws StorageException {
        invitations = Invitations.load(directory, new SecureRandom(), events::add);
        admitted = AdmittedPeers.load(directory, 3, events::add);
    }

    private Optional<String> ask(PeerId peer, InvitationSecret secret) {
        return admission(false).refusal(peer, true, Optional.ofNullable(secret));
    }

    private AdmissionByInvitation admission(boolean listensOnLoopback) {
        return new AdmissionByInvitation(
                listensOnLoopback,
                peer -> Optional.ofNullable(expelled.get(peer)),
                expelled::remove,
                invitations,
                admitted,
                () -> now);
    }

    private InvitationSecret make(int uses) throws RefusedException, StorageException {
        return invitations.make(uses, DAY, now);
    }

    @Test
    void letsEverybodyInWhereItListensForThisMachineOnly() throws RefusedException, StorageException {
        InvitationSecret secret = make(1);
        assertThat(admission(true).refusal(ALICE, true, Optional.empty())).isEmpty();
        assertThat(admission(true).refusal(ALICE, true, Optional.of(secret))).isEmpty();
        assertThat(admission(true).refusal(ALICE, false, Optional.empty())).isPresent();
        assertThat(ask(BOB, secret)).as("nobody has used it").isEmpty();
    }

    @Test
    void letsNobodyInWithoutAnInvitationWhereItListensForOthers() {
        assertThat(ask(ALICE, null).orElseThrow()).contains("needs an invitation");
        assertThat(ask(ALICE, new InvitationSecret("0".repeat(64))).orElseThrow())
                .contains("no such invitation");
    }

    @Test
    void letsWhoWasAdmittedInForGood() throws RefusedException, StorageException {
        InvitationSecret secret = make(1);
        assertThat(ask(ALICE, secret)).isEmpty();
        assertThat(ask(BOB, secret).orElseThrow()).contains("used up");
        assertThat(ask(ALICE, secret)).as("harmless when repeated").isEmpty();
        assertThat(ask(ALICE, new InvitationSecret("1".repeat(64))))
                .as("a wrong one too")
                .isEmpty();
        load();
        now = now.plus(Duration.ofDays(400));
        assertThat(ask(ALICE, null)).as("after a restart").isEmpty();
        assertThat(ask(BOB, null)).isPresent();
        assertThat(admitted.all()).containsOnlyKeys(ALICE);
    }

    @Test
    void keepsAnExpelledPeerOutUntilANewInvitation() throws RefusedException, StorageException {
        InvitationSecret before = make(5);
        InvitationSecret sameMoment = make(5);
        assertThat(ask(ALICE, before)).isEmpty();
        expelled.put(ALICE, Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(ask(ALICE, null).orElseThrow()).contains("expelled");
        assertThat(ask(ALICE, before).orElseThrow()).contains("older than that");
        assertThat(ask(ALICE, sameMoment).orElseThrow()).contains("older than that");
        assertThat(admission(true).refusal(ALICE, true, Optional.empty())).isPresent();
        assertThat(ask(BOB, before)).as("others are not concerned").isEmpty();
        now = now.plusMillis(1);
        InvitationSecret after = make(1);
        assertThat(ask(ALICE, after)).isEmpty();
        assertThat(expelled).doesNotContainKey(ALICE);
        assertThat(ask(ALICE, null)).isEmpty();
        assertThat(admitted.admitted(ALICE)).contains(Instant.parse("2026-01-02T03:04:05.679Z"));
    }

    @Test
    void lastsAsLongAsItWasMadeFor() throws RefusedException, StorageException {
        InvitationSecret secret = make(2);
        now = now.plus(DAY).minusMillis(2);
        assertThat(ask(ALICE, secret)).isEmpty();
        now = now.plusMillis(2);
        load();
        assertThat(ask(BOB, secret).orElseThrow()).contains("expired");
        now = now.plus(Invitations.REMEMBERED);
        make(1);
        assertThat(ask(BOB, secret).orElseThrow()).contains("no such");
    }

    @Test
    void countsUsesOverRestarts() throws RefusedException, StorageException {
        InvitationSecret secret = make(2);
        assertThat(ask(ALICE, secret)).isEmpty();
        load();
        assertThat(ask(BOB, secret)).isEmpty();
        load();
        assertThat(ask(new PeerId("c".repeat(64)), secret).orElseThrow()).contains("used up");
        assertThat(invitations.open(now)).isZero();
    }

    /** The process was killed between the two files. */
    @Test
    void letsWhoeverUsedItTryAgain() throws RefusedException, StorageException {
        InvitationSecret secret = make(1);
        assertThat(invitations.redeem(secret, ALICE, Optional.empty(), now)).isEqualTo(Redemption.ACCEPTED);
        load();
        assertThat(ask(ALICE, secret)).isEmpty();
        assertThat(ask(BOB, secret)).isPresent();
    }

    @Test
    void countsNoUseThatCouldNotBeWritten() throws RefusedException, StorageException, IOException {
        InvitationSecret secret = make(1);
        Path file = directory.path(Invitations.FILE);
        Path aside = Files.move(file, folder.resolve("aside"));
        Files.createDirectory(file);
        assertThat(ask(ALICE, secret).orElseThrow()).contains("can't write");
        assertThat(admitted.all()).isEmpty();
        Files.delete(file);
        Files.move(aside, file);
        assertThat(ask(BOB, secret)).as("the use is still there").isEmpty();
    }

    @Test
    void usesNoInvitationWhereThereIsNoRoom() throws RefusedException, StorageException {
        InvitationSecret secret = make(10);
        for (String digit : List.of("1", "2", "3")) {
            assertThat(ask(new PeerId(digit.repeat(64)), secret)).isEmpty();
        }
        InvitationSecret last = make(1);
        assertThat(ask(ALICE, last).orElseThrow()).contains("as many peers");
        assertThat(invitations.redeem(last, BOB, Optional.empty(), now)).isEqualTo(Redemption.ACCEPTED);
    }

    @Test
    void keepsNoSecret() throws RefusedException, StorageException, IOException {
        InvitationSecret secret = make(1);
        assertThat(directory.path(Invitations.FILE))
                .content()
                .contains(secret.fingerprint().hex())
                .doesNotContain(secret.hex());
    }

    @Test
    void refusesNumbersOutOfRange() {
        for (int uses : new int[] {-1, 0, 10_001}) {
            assertThatThrownBy(() -> invitations.make(uses, DAY, now)).isInstanceOf(RefusedException.class);
        }
        for (Duration validity :
                List.of(Duration.ofSeconds(59), Duration.ofDays(365).plusNanos(1))) {
            assertThatThrownBy(() -> invitations.make(1, validity, now))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("365 days");
        }
    }

    @Test
    void boundsHowManyAreOpen() throws RefusedException, StorageException {
        InvitationSecret first = make(1);
        for (int i = 1; i < Invitations.MAX_OPEN; i++) {
            make(1);
        }
        assertThatThrownBy(() -> make(1)).isInstanceOf(RefusedException.class).hasMessageContaining("1000");
        assertThat(ask(ALICE, first)).isEmpty();
        make(1);
        load();
        assertThat(invitations.open(now)).isEqualTo(Invitations.MAX_OPEN);
    }

    @Test
    void letsNobodyInByDamagedFiles() throws RefusedException, StorageException, IOException {
        InvitationSecret secret = make(2);
        assertThat(ask(ALICE, secret)).isEmpty();
        Files.writeString(directory.path(Invitations.FILE), "{}");
        Files.writeString(directory.path(AdmittedPeers.FILE), "{\"peer\":\"x\"}\n");
        load();
        assertThat(events).hasSize(2).allMatch(NodeEvent.Warning.class::isInstance);
        assertThat(ask(ALICE, null)).isPresent();
        assertThat(ask(BOB, secret)).isPresent();
        assertThat(ask(BOB, make(1))).isEmpty();
    }
}
