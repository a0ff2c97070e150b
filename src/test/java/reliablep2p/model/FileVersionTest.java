package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileVersionTest {
    private static final TrustedFile FILE = new TrustedFile(new FileName("a"), 0, Sha256.of(new byte[0]));
    private static final Approval APPROVAL = new Approval(Instant.EPOCH, Approval.By.ALL, Optional.empty());

    @Test
    void isListedUntilItIsTakenBack() {
        Revocation revocation = new Revocation(Instant.EPOCH, "");
        assertThat(new FileVersion(FILE, 1, APPROVAL, Optional.empty()).isListed())
                .isTrue();
        assertThat(new FileVersion(FILE, 1, APPROVAL, Optional.of(revocation)).isListed())
                .isFalse();
    }

    @Test
    void isCountedFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileVersion(FILE, 0, APPROVAL, Optional.empty()));
    }

    @Test
    void hasNoSizeBelowZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrustedFile(FILE.name(), -1, FILE.sha256()));
    }
}
