package reliablep2p.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The host on which a peer listens.
 *
 * @param text an address of this machine, its name, or a wildcard address ({@code 0.0.0.0}, {@code ::})
 */
public record ListeningHost(String text) {
    /** Whether nobody on another machine can reach what listens there; false where that is not certain. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(text).isLoopbackAddress();
        } catch (IOException | SecurityException unknown) {
            return false;
        }
    }

    /**
     * The host that others are to dial: this one, and for a wildcard address one of this machine's, IPv4 first.
     *
     * @return empty if this machine has no address for others
     */
    public Optional<String> forOthers() {
        try {
            return InetAddress.getByName(text).isAnyLocalAddress()
                    ? best(NetworkInterface.networkInterfaces()
                            .filter(ListeningHost::isUp)
                            .flatMap(NetworkInterface::inetAddresses)
                            .toList())
                    : Optional.of(text);
        } catch (IOException | SecurityException unknown) {
            return Optional.empty();
        }
    }

    /** Link-local addresses mean something else on every machine. */
    static Optional<String> best(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .map(address -> address.getHostAddress().replaceFirst("%.*", ""));
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (IOException unknown) {
            return false;
        }
    }
}
