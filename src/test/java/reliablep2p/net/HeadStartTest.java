package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class HeadStartTest {
    /** A failure of it would be kept quiet, and only be felt. */
    @Test
    void findsAllItLooksFor() {
        assertThatNoException().isThrownBy(HeadStart::load);
    }
}
