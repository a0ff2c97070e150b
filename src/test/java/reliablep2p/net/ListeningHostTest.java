package reliablep2p.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;

class ListeningHostTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void isForThisMachineOnly(String host) {
        assertThat(new ListeningHost(host).isLoopback()).isTrue();
        assertThat(new ListeningHost(host).forOthers()).contains(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "2001:db8::1", "not a host"})
    void mayBeReachedByOthers(String host) {
        assertThat(new ListeningHost(host).isLoopback()).isFalse();
    }

    @Test
    void isNamedAsItIsUnlessItIsAWildcard() throws InvalidValueException {
        assertThat(new ListeningHost("192.0.2.1").forOthers()).contains("192.0.2.1");
        for (String wildcard : List.of("0.0.0.0", "::")) {
            Optional<String> host = new ListeningHost(wildcard).forOthers();
            if (host.isPresent()) { // Else this machine has no network.
                assertThat(Address.checkedHost(host.get())).isNotEqualTo(wildcard);
                assertThat(new ListeningHost(host.get()).isLoopback()).isFalse();
            }
        }
    }

    @Test
    void prefersAnAddressThatEverybodyCanDial() throws Exception {
        List<InetAddress> all = List.of(
                InetAddress.getLoopbackAddress(),
                InetAddress.getByName("169.254.1.1"),
                InetAddress.getByName("fe80::1"),
                InetAddress.getByName("2001:db8::1"),
                InetAddress.getByName("192.0.2.7"));
        assertThat(ListeningHost.best(all)).contains("192.0.2.7");
        assertThat(ListeningHost.best(all.subList(0, 4))).contains("2001:db8:0:0:0:0:0:1");
        assertThat(ListeningHost.best(all.subList(0, 3))).isEmpty();
    }
}
