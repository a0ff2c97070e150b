package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The words of closed choices: a promise to other versions, to journals that exist, and to programs that read JSON. */
class WordsTest {
    @Test
    void ofWhatHasBecomeOfAnOffer() {
        assertThat(Arrays.stream(OfferState.values()).map(OfferState::word))
                .containsExactly("fetching", "waiting", "approved", "rejected", "failed");
    }

    @Test
    void ofRoles() {
        assertThat(Arrays.stream(Role.values()).map(Role::word)).containsExactly("database", "peer");
    }

    @Test
    void ofWhatApprovesAFile() {
        assertThat(Arrays.stream(Approval.By.values()).map(Approval.By::word))
                .containsExactly("directory", "operator", "trusted", "all");
    }

    @Test
    void anOfferThatWaitsMayStillBecomeAnything() {
        assertThat(OfferState.values())
                .filteredOn(OfferState::isFinal)
                .containsExactly(OfferState.APPROVED, OfferState.REJECTED, OfferState.FAILED);
    }
}
