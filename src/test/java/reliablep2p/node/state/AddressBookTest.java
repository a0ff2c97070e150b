package reliablep2p.node.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

class AddressBookTest {
    private static final Sha256 FILE = Sha256.of(new byte[] {1});
    private static final PeerId ANN = id(1);
    private static final PeerId BOB = id(2);
    private static final PeerId EVE = id(3);

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final AddressBook book = new AddressBook(() -> now);

    @Test
    void believesOwnEyesBeforeHearsay() {
        book.heard(FILE, ANN, EVE);
        book.saw(FILE, BOB);
        assertThat(book.holders(FILE)).containsExactly(BOB, ANN);
    }

    @Test
    void hearsayNeverReplacesWhatWasSeen() {
        book.saw(FILE, ANN);
        book.heard(FILE, ANN, EVE);
        assertThat(book.doubt(FILE, ANN)).isZero();
    }

    @Test
    void askingForAFileErasesNothing() {
        book.saw(FILE, ANN);
        assertThat(book.holders(FILE)).containsExactly(ANN);
        assertThat(book.holders(FILE)).containsExactly(ANN);
    }

    @Test
    void believesATellerLessTheMoreOftenItWasWrong() {
        Sha256 other = Sha256.of(new byte[] {2});
        book.heard(FILE, ANN, EVE);
        book.heard(FILE, EVE, BOB);
        book.heard(other, BOB, EVE);

        book.disproved(other, BOB);

        assertThat(book.holders(other)).isEmpty();
        assertThat(book.holders(FILE)).containsExactly(EVE, ANN);
    }

    @Test
    void knowsNothingOfAStrangersClaim() {
        assertThat(book.doubt(FILE, ANN)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void isBounded() {
        for (int i = 0; i < AddressBook.MAX_HOLDERS + 10; i++) {
            book.heard(FILE, id(i + 10), EVE);
        }
        assertThat(book.holders(FILE)).hasSize(AddressBook.MAX_HOLDERS);
    }

    @Test
    void forgetsClaimsThatNobodyRepeatedForAMonth() {
        book.saw(FILE, ANN);
        now = now.plus(Duration.ofDays(20));
        book.saw(FILE, BOB);
        now = now.plus(Duration.ofDays(20));

        assertThat(book.take()).extracting(AddressBook.Claim::holder).containsExactly(BOB);
        assertThat(book.holders(FILE)).containsExactly(BOB);
    }

    @Test
    void remembersForAMinuteWhoKeptItsAskerWaiting() {
        book.stalled(ANN);
        assertThat(book.hasStalled(ANN)).isTrue();
        assertThat(book.hasStalled(BOB)).isFalse();

        now = now.plus(Duration.ofSeconds(59));
        assertThat(book.hasStalled(ANN)).isTrue();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(book.hasStalled(ANN)).isFalse();
    }

    @Test
    void saysWhetherThereIsSomethingToKeep() {
        assertThat(book.changed()).isFalse();
        book.saw(FILE, ANN);
        assertThat(book.changed()).isTrue();
        List<AddressBook.Claim> kept = new ArrayList<>(book.take());
        assertThat(book.changed()).isFalse();

        book.saw(FILE, ANN);
        assertThat(book.changed()).as("the same again on the same day").isFalse();

        AddressBook restored = new AddressBook(() -> now);
        kept.forEach(restored::restore);
        assertThat(restored.holders(FILE)).containsExactly(ANN);
    }

    private static PeerId id(int number) {
        return PeerId.ofCertificate(new byte[] {(byte) number, (byte) (number >> 8)});
    }
}
