package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "9001,127.0.0.1,9001",
        "localhost:1,localhost,1",
        "10.1.2.3:65535,10.1.2.3,65535",
        "[::1]:9000,::1,9000",
        "::1:9000,::1,9000",
        "[fe80::1:2]:80,fe80::1:2,80",
        "[::ffff:10.0.0.1]:80,::ffff:10.0.0.1,80",
        "my-host.example.org:080,my-host.example.org,80"
    })
    void readsWhatAPersonTypes(String text, String host, int port) throws InvalidValueException {
        assertThat(Address.parse(text, "127.0.0.1")).isEqualTo(new Address(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "0",
                "-1",
                "65536",
                "80x",
                " 80",
                "80 ",
                "+80",
                "٣",
                "1e3",
                "0x50",
                "99999999999",
                "localhost:",
                ":80",
                "a b:80",
                "a/b:80",
                "[]:80",
                "[::1:80",
                "user@host:80",
                "http://host:80",
                "-x:80",
                ".:80",
                "..:80",
                "b:c:80",
                "hö:80",
                "a\u001b:80",
                "%eth0:80",
                "localhost:80\n"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> Address.parse(text, "127.0.0.1"))
                .isInstanceOf(InvalidValueException.class)
                .message()
                .matches("\\p{Print}+");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 65_536, Long.MAX_VALUE, Long.MIN_VALUE, 4_294_967_376L})
    void refusesAPortOutOfRange(long port) {
        assertThatThrownBy(() -> Address.of("localhost", port)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\0", "host:80", "[::1]", "::g", "a_b", "ä"})
    void refusesAHostThatIsNone(String host) {
        assertThatThrownBy(() -> Address.of(host, 80)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Address.checkedHost(host)).isInstanceOf(InvalidValueException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Address(host, 80));
    }

    @Test
    void saysWhichPartIsMissing() {
        assertThatThrownBy(() -> Address.parse(":80", "localhost")).hasMessageContaining("host");
        assertThatThrownBy(() -> Address.parse("localhost:", "localhost")).hasMessageContaining("port");
    }

    @Test
    void refusesAHostThatIsTooLong() throws InvalidValueException {
        assertThat(Address.checkedHost("a".repeat(255))).hasSize(255);
        assertThatThrownBy(() -> Address.checkedHost("a".repeat(256))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void printsWhatItReads() throws InvalidValueException {
        for (String text : List.of("127.0.0.1:9000", "[::1]:9000", "localhost:1")) {
            assertThat(Address.parse(text, "unused")).hasToString(text);
        }
    }

    @Test
    void sortsByPortThenHost() {
        Address first = new Address("b", 1);
        Address second = new Address("a", 2);
        Address third = new Address("b", 2);
        assertThat(List.of(third, second, first).stream().sorted()).containsExactly(first, second, third);
    }
}
