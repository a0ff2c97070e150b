package reliablep2p.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system call at which something is to go wrong: the N-th of its kind in any thread, as strace counts them.
 *
 * @param call its name
 * @param number counted from 1
 */
record FaultPoint(String call, int number) {
    private static final List<String> CALLS = List.of(
            "openat",
            "write",
            "pwrite64",
            "fsync",
            "fdatasync",
            "ftruncate",
            "rename",
            "renameat",
            "renameat2",
            "unlink",
            "unlinkat",
            "mkdir",
            "mkdirat",
            "chmod",
            "fchmodat",
            "sendfile",
            "copy_file_range");
    private static final Pattern LINE = Pattern.compile("^(\\d+) +(?:<\\.\\.\\. )?([a-z0-9_]+)(?:\\(| resumed)(.*)$");
    private static final Pattern PATH_OF_DESCRIPTOR = Pattern.compile("^\\d+<([^>]*)>");

    /** What goes wrong. */
    enum Fault {
        KILL("signal=SIGKILL"),
        EIO("error=EIO"),
        ENOSPC("error=ENOSPC");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    /** The beginning of a command line that only writes down which calls there are. */
    static List<String> tracing(Path trace) {
        // Not with --seccomp-bpf: this version of strace injects no signals with it.
        return List.of("strace", "-f", "-qq", "-y", "-o", trace.toString(), "-e", "trace=" + all());
    }

    /** The beginning of a command line that lets the fault happen. */
    List<String> with(Fault fault, Path trace) {
        List<String> command = new ArrayList<>(tracing(trace));
        command.addAll(List.of("-e", "inject=" + call + ":" + fault.words + ":when=" + number));
        return command;
    }

    private static String all() {
        return String.join(",", CALLS);
    }

    /** The calls in a trace that change something below this directory. */
    static Set<FaultPoint> in(Path trace, Path directory) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        Set<FaultPoint> points = new LinkedHashSet<>();
        for (String line : lines(trace)) {
            Matcher call = LINE.matcher(line);
            if (!call.matches() || line.contains("<... ")) {
                continue;
            }
            int number = counts.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
            boolean changes = !call.group(2).equals("openat") || line.contains("O_CREAT");
            if (changes && line.contains(directory.toString()) && !line.contains(".reliablep2p/log")) {
                points.add(new FaultPoint(call.group(2), number));
            }
        }
        return points;
    }

    /**
     * The files that were forced to the disk again after that had failed once: what the second time says may be false.
     */
    static List<String> forcedAgain(Path trace) throws IOException {
        Set<String> failed = new LinkedHashSet<>();
        List<String> again = new ArrayList<>();
        for (String line : lines(trace)) {
            Matcher call = LINE.matcher(line);
            if (call.matches() && call.group(2).startsWith("unlink")) {
                failed.removeIf(line::contains); // Whatever gets the name next is another file.
            }
            if (!call.matches()
                    || !(call.group(2).equals("fsync") || call.group(2).equals("fdatasync"))) {
                continue;
            }
            Matcher path = PATH_OF_DESCRIPTOR.matcher(call.group(3));
            if (!path.find() || Files.isDirectory(Path.of(path.group(1)))) {
                continue;
            }
            if (failed.contains(path.group(1))) {
                again.add(path.group(1));
            }
            if (line.contains("INJECTED")) {
                failed.add(path.group(1));
            }
        }
        return again;
    }

    /** Whether the fault has come to pass. */
    static boolean hasHappened(Path trace) throws IOException {
        return lines(trace).stream().anyMatch(line -> line.contains("INJECTED"));
    }

    private static List<String> lines(Path trace) throws IOException {
        // A path may have bytes that are no text.
        return Files.readString(trace, StandardCharsets.ISO_8859_1).lines().toList();
    }
}
