package reliablep2p.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** What the build wrote into {@code version.txt}: the version, and the fixed time that stands for the build's. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    static String line() {
        return "reliablep2p " + lines().get(0);
    }

    /** The day of the version; the same in every build of the same sources. */
    static String date() {
        return lines().get(1).substring(0, "2000-01-01".length());
    }

    private static List<String> lines() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IOException("version.txt is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
