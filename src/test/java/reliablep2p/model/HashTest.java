package reliablep2p.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Sha256} and {@link PeerId}, which are written alike. */
class HashTest {
    /** FIPS 180-4's example: the hash of "abc". */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isTheHashOfTheBytes() throws InvalidValueException {
        assertThat(Sha256.of("abc".getBytes(UTF_8))).isEqualTo(Sha256.parse(ABC));
        assertThat(PeerId.ofCertificate("abc".getBytes(UTF_8))).isEqualTo(PeerId.parse(ABC));
        MessageDigest digest = Sha256.digest();
        digest.update("ab".getBytes(UTF_8));
        digest.update("c".getBytes(UTF_8));
        assertThat(Sha256.of(digest)).hasToString(ABC);
    }

    @Test
    void sortsByItsDigits() {
        String first = "0".repeat(64);
        assertThat(Stream.of(new Sha256(ABC), new Sha256(first)).sorted())
                .first()
                .hasToString(first);
        assertThat(Stream.of(new PeerId(ABC), new PeerId(first)).sorted())
                .last()
                .hasToString("ba7816bf");
    }

    @Test
    void shortensOnlyTheIdOfAPeer() {
        assertThat(new PeerId(ABC)).hasToString("ba7816bf");
        assertThat(new Sha256(ABC)).hasToString(ABC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ba7816bf",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
                "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                " a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "٣a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            })
    void refusesAnythingButSixtyFourLowerCaseDigits(String text) {
        assertThatThrownBy(() -> Sha256.parse(text)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> PeerId.parse(text)).isInstanceOf(InvalidValueException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Sha256(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new PeerId(text));
    }
}
