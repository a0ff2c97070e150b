package reliablep2p.node.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.Invitation;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PeerId;
import reliablep2p.node.ConnectException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

class DatabaseTargetTest {
    private static final Address HERE = new Address("127.0.0.1", 9000);
    private static final PeerId ONE = new PeerId("1".repeat(64));
    private static final PeerId TWO = new PeerId("2".repeat(64));
    private static final InvitationSecret SECRET = new InvitationSecret("5".repeat(64));

    @TempDir
    private Path folder;

    private PeerDirectory directory;
    private DatabaseTarget plain;

    @BeforeEach
    void open() throws StorageException {
        directory = PeerDirectory.open(folder.resolve("port_9001"));
        plain = DatabaseTarget.at(HERE, directory);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void trustsWhoeverAnswersFirst() throws Exception {
        assertThat(plain.expected()).isEmpty();
        plain.remember(ONE);
        assertThat(plain.expected()).contains(ONE);
        assertThat(plain.secret()).isEmpty();
    }

    @Test
    void knowsFromAnInvitationWhoMustAnswer() throws Exception {
        DatabaseTarget invited = invited(HERE, ONE);
        assertThat(invited.expected()).contains(ONE);
        assertThat(plain.expected()).as("remembered before anybody was dialled").contains(ONE);
        assertThat(invited.expected()).as("again").contains(ONE);
        assertThat(invited.secret()).contains(SECRET);
    }

    @Test
    void dialsTheAddressOfTheInvitation() throws Exception {
        Address there = new Address("10.0.0.7", 4000);
        DatabaseTarget invited = invited(there, TWO);
        plain.remember(ONE);
        assertThat(invited.address()).isEqualTo(there);
        assertThat(invited.expected()).contains(TWO);
        assertThat(invited.joined().address()).isEqualTo(there);
        assertThat(invited.joined().expected()).contains(TWO);
        assertThat(invited.joined().secret()).isEmpty();
        assertThat(plain.expected()).contains(ONE);
    }

    @Test
    void alarmsWhenTheInvitationContradictsWhatIsKnown() throws Exception {
        plain.remember(ONE);
        DatabaseTarget invited = invited(HERE, TWO);
        assertThatThrownBy(invited::expected)
                .isInstanceOfSatisfying(
                        ConnectException.class, e -> assertThat(e.reason()).isEqualTo(ConnectException.Reason.WRONG_ID))
                .hasMessageContainingAll("ALARM", "22222222", "11111111", "Nothing was sent", "trust-reset");
        assertThat(plain.expected()).contains(ONE);
        assertThat(invited.resetTrust()).isTrue();
        assertThat(invited.expected()).contains(TWO);
    }

    @Test
    void forgetsWhoMustAnswer() throws Exception {
        assertThat(plain.resetTrust()).isFalse();
        plain.remember(ONE);
        assertThat(plain.resetTrust()).isTrue();
        assertThat(plain.expected()).isEmpty();
        assertThat(plain.resetTrust()).isFalse();
    }

    @Test
    void forgetsWhatIsDamaged() throws Exception {
        plain.remember(ONE);
        Files.writeString(pin(), "{");
        assertThatThrownBy(plain::expected).isInstanceOf(StorageException.class).hasMessageContaining("damaged");
        assertThat(plain.resetTrust()).isTrue();
        assertThat(plain.expected()).isEmpty();
    }

    @Test
    void keepsTheSecretInNoFile() throws Exception {
        DatabaseTarget invited = invited(HERE, ONE);
        invited.expected();
        assertThat(pin()).content().contains(ONE.hex()).doesNotContain(SECRET.hex());
    }

    private DatabaseTarget invited(Address address, PeerId id) {
        return plain.invited(Optional.of(new Invitation(address, id, SECRET)));
    }

    private Path pin() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("port_9001/.reliablep2p"))) {
            List<Path> pins = files.filter(file -> file.getFileName().toString().startsWith("database-"))
                    .toList();
            assertThat(pins).hasSize(1);
            return pins.get(0);
        }
    }
}
