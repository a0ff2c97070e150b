package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reliablep2p.app.JarProcess;
import reliablep2p.app.Tool;

/**
 * What a JVM tells of itself when {@code jcmd} asks; that of the same Java, which runs the jar.
 *
 * @param threads of Java, virtual ones included; 0 where there are none of these, because the system knows all then
 * @param liveBytes of the heap: what is still referred to after a collection
 * @param largest the classes with the most of these bytes, for a person
 */
record Jcmd(int threads, long liveBytes, String largest) {
    /** From this version on there are virtual threads, which the system doesn't know, and a dump that lists them. */
    static final int VIRTUAL_THREADS = 21;

    /** A histogram of the heap is made after a collection, and ends with the bytes of what lives. */
    private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private static final Pattern THREAD = Pattern.compile("\"tid\": *\"?\\d+");
    private static final int LARGEST = 40;

    /** Asks a process of this Java. */
    static Jcmd ask(JarProcess process) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("jcmd");
        try {
            return ask(process, folder);
        } finally {
            try (Stream<Path> written = Files.list(folder)) {
                for (Path file : written.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static Jcmd ask(JarProcess process, Path folder) throws IOException, InterruptedException {
        boolean virtual = Runtime.version().feature() >= VIRTUAL_THREADS;
        Path dump = folder.resolve("threads.json");
        // Some sockets have finalizers: what is dead by the first collection goes with the second.
        String commands = "GC.run\nGC.run_finalization\nGC.class_histogram\n"
                + (virtual ? "Thread.dump_to_file -format=json " + dump + "\n" : "");
        Path file = Files.writeString(folder.resolve("commands.txt"), commands);
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        String printed = Tool.run(folder, jcmd.toString(), Long.toString(process.pid()), "-f", file.toString())
                .printed();
        List<MatchResult> totals = LIVE.matcher(printed).results().toList();
        assertThat(totals).as(printed).hasSize(1);
        int threads =
                virtual ? (int) THREAD.matcher(Files.readString(dump)).results().count() : 0;
        return new Jcmd(
                threads,
                Long.parseLong(totals.get(0).group(1)),
                printed.lines().limit(LARGEST).collect(Collectors.joining(System.lineSeparator())));
    }
}
