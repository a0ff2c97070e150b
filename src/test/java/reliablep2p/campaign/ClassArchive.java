package reliablep2p.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import reliablep2p.app.JarNetwork;
import reliablep2p.app.JarProcess;

/**
 * The classes that a process of the jar loads, as Java keeps them ready for the next start: campaigns start thousands, and
 * each would take half a second of the processor's time longer.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** The options of a JVM, and what makes it find the archive of this jar; it is made with the same options. */
    static List<String> with(List<String> options) {
        List<String> all = new ArrayList<>(options);
        try {
            Path jar = Path.of(System.getProperty("reliablep2p.jar"));
            Path archive = jar.resolveSibling("campaigns-" + Runtime.version() + "-"
                    + Files.getLastModifiedTime(jar).toMillis() + "-"
                    + ProcessHandle.current().pid() + ".jsa");
            make(archive, options);
            archive.toFile().deleteOnExit();
            // A JVM that can't use it goes on without it, and says so on standard output, where answers are.
            all.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:disable"));
            return List.copyOf(all);
        } catch (Exception e) {
            throw new IllegalStateException("no archive of classes", e);
        }
    }

    /** Java writes it at the end of a process that has done what others will do. */
    private static void make(Path archive, List<String> options) throws Exception {
        Path home = Files.createTempDirectory("archive");
        JarNetwork network = new JarNetwork(home);
        try {
            Files.createDirectory(network.db());
            Files.write(network.db().resolve("some.bin"), new byte[300_000]);
            network.startDatabase(options, "--no-samples");
            List<String> keeping = new ArrayList<>(options);
            keeping.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
            JarProcess peer = network.start(
                    keeping, JarNetwork.freePort(), "--json", "-c", "connect; get --all; list; status; scrub");
            peer.endsWith(0);
        } finally {
            network.close();
            delete(home);
        }
    }

    private static void delete(Path home) throws Exception {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
