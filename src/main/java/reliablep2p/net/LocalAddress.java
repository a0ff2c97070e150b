package reliablep2p.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The address of a Unix domain socket, however long its path is: systems take about a hundred bytes ({@code sun_path} of
 * {@code unix(7)}), so a longer one is reached through a link in a directory of its own, which is only needed while the
 * socket is bound or connected. Used by one thread.
 */
final class LocalAddress implements Closeable {
    /** Fits every system: macOS has 104 with the final zero. */
    private static final int LONGEST = 100;

    private final UnixDomainSocketAddress address;
    private final Path link;
    private final boolean indirect;

    private LocalAddress(Path path, Path link, boolean indirect) {
        this.address = UnixDomainSocketAddress.of(path);
        this.link = link;
        this.indirect = indirect;
    }

    /** The address of the socket at this path. */
    static LocalAddress of(Path path) throws IOException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return new LocalAddress(path, path, false);
        }
        // For this user only, so nobody can turn the link elsewhere.
        Path directory = Files.createTempDirectory("rp2p");
        Path link = directory.resolve("d");
        try {
            Files.createSymbolicLink(link, path.toAbsolutePath().getParent());
            return new LocalAddress(link.resolve(path.getFileName()), link, true);
        } catch (IOException | RuntimeException e) {
            Files.delete(directory);
            throw e;
        }
    }

    UnixDomainSocketAddress get() {
        return address;
    }

    /** Removes the link; the socket works on. */
    @Override
    public void close() throws IOException {
        if (indirect) {
            Files.delete(link);
            Files.delete(link.resolveSibling(""));
        }
    }
}
