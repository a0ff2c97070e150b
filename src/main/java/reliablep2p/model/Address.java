package reliablep2p.model;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Where a peer listens.
 *
 * @param host an IPv4 or IPv6 address in text form or a host name, without brackets, at most 255 ASCII characters
 * @param port 1 to 65535
 */
public record Address(String host, int port) implements Comparable<Address> {
    /** The largest TCP port. */
    public static final int MAX_PORT = 65_535;

    /** A name or an IPv4 address, or else an IPv6 address, which has two colons at least. */
    private static final Pattern HOST =
            Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,254}|(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]{2,45}");

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Comparator<Address> ORDER =
            Comparator.comparingInt(Address::port).thenComparing(Address::host);

    /** Checks both parts; only for values that the program made itself. */
    public Address {
        if (port < 1 || port > MAX_PORT || !HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("not an address");
        }
    }

    /**
     * An address from outside.
     *
     * @throws InvalidValueException if the port is not 1 to 65535 or the host has characters that no host has
     */
    public static Address of(String host, long port) throws InvalidValueException {
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidValueException("a port is a number from 1 to " + MAX_PORT);
        }
        return new Address(checkedHost(host), (int) port);
    }

    /**
     * Reads a host that came from outside, on its own.
     *
     * @throws InvalidValueException if it has characters that no host name and no IP address has
     */
    public static String checkedHost(String host) throws InvalidValueException {
        if (!HOST.matcher(host).matches()) {
            throw new InvalidValueException("a host is an IP address or a host name");
        }
        return host;
    }

    /**
     * Reads a port as a person or a program types it: ASCII digits only.
     *
     * @throws InvalidValueException if it is not a number from 1 to 65535
     */
    public static int parsePort(String text) throws InvalidValueException {
        if (PORT.matcher(text).matches()) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        }
        throw new InvalidValueException("a port is a number from 1 to " + MAX_PORT);
    }

    /**
     * Reads {@code PORT}, {@code HOST:PORT} or {@code [IPV6]:PORT}.
     *
     * @param defaultHost the host that a bare port means
     * @throws InvalidValueException if it is none of them
     */
    public static Address parse(String text, String defaultHost) throws InvalidValueException {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return of(defaultHost, parsePort(text));
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return of(host, parsePort(text.substring(colon + 1)));
    }

    @Override
    public int compareTo(Address other) {
        return ORDER.compare(this, other);
    }

    /** {@code HOST:PORT}, with brackets around an IPv6 address (RFC 3986, section 3.2.2). */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
