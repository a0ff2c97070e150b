package reliablep2p.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A system call at which something is to go wrong: the N-th of its kind that a thread makes on these paths, as strace counts
 * them. Whoever is the first to get there is hit.
 *
 * @param call its name
 * @param paths what strace selects it by; none if its path has another name each time: it is counted among all then
 * @param number counted from 1, in each thread alone
 */
record FaultPoint(String call, List<Path> paths, int number) {
    private static final String CALLS =
            "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,"
                    + "unlink,unlinkat,mkdir,mkdirat,chmod,fchmodat,sendfile,copy_file_range";
    /** Which write of a process this is depends on who comes first. */
    private static final Pattern COUNTED = Pattern.compile("(.*\\.)\\d{1,2}(\\.tmp)");

    private static final Pattern RANDOM = Pattern.compile(".*(?:[0-9a-f]{4}-[0-9a-f]{12}|[a-z]\\d{6,})\\.tmp");
    private static final int MOST_WRITES = 30;

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
        return List.of(
                "strace",
                "-f",
                "-qq",
                "-y",
                "-s",
                "0",
                "--seccomp-bpf",
                "-o",
                trace.toString(),
                "-e",
                "trace=" + CALLS);
    }

    /** The beginning of a command line that lets the fault happen. */
    List<String> with(Fault fault, Path trace) {
        List<String> command = new ArrayList<>(tracing(trace));
        if (fault == Fault.KILL) {
            command.remove("--seccomp-bpf"); // With it strace injects no signals.
        }
        command.addAll(List.of("-e", "inject=" + call + ":" + fault.words + ":when=" + number));
        paths.forEach(path -> command.addAll(List.of("-P", path.toString())));
        return command;
    }

    boolean isForceOrMove() {
        return call.contains("sync") || call.startsWith("rename") || call.startsWith("link");
    }

    /** The calls in a trace that change something below this directory. */
    static Set<FaultPoint> in(Trace trace, Path directory) {
        Set<FaultPoint> points = new LinkedHashSet<>();
        List<Trace.Call> before = new ArrayList<>();
        for (Trace.Call call : trace.calls()) {
            before.add(call);
            if (changes(call, directory)) {
                List<Path> paths = call.pathsIn(directory).stream()
                        .flatMap(FaultPoint::namesOf)
                        .distinct()
                        .toList();
                if (paths.isEmpty() && call.name().equals("openat")) {
                    continue; // Java opens so much that nothing selects it. What is written into it then can be hit.
                }
                FaultPoint nth = new FaultPoint(call.name(), paths, 0);
                points.add(new FaultPoint(call.name(), paths, nth.count(before, call.thread())));
            }
        }
        return points;
    }

    private static boolean changes(Trace.Call call, Path directory) {
        Path log = directory.resolve(".reliablep2p/log");
        return (!call.name().equals("openat") || call.words().contains("O_CREAT"))
                && !call.pathsIn(directory).isEmpty()
                && !call.paths().contains(log);
    }

    /** All the names that this path may have the next time; none if nobody knows. */
    private static Stream<Path> namesOf(Path path) {
        String name = path.getFileName().toString();
        Matcher counted = COUNTED.matcher(name);
        if (counted.matches()) {
            return IntStream.rangeClosed(1, MOST_WRITES)
                    .mapToObj(write -> path.resolveSibling(counted.group(1) + write + counted.group(2)));
        }
        return RANDOM.matcher(name).matches() ? Stream.of() : Stream.of(path);
    }

    /** How many of these calls of a thread strace would count. */
    private int count(List<Trace.Call> calls, String thread) {
        return (int) calls.stream()
                .filter(one -> one.thread().equals(thread) && one.name().equals(call))
                .filter(one -> paths.isEmpty() || one.paths().stream().anyMatch(paths::contains))
                .count();
    }

    /** Whether a fault has come to pass here, at a call that changes something below this directory. */
    boolean wasHit(Fault fault, Trace trace, Path directory) {
        return trace.calls().stream()
                .filter(one -> one.name().equals(call) && changes(one, directory))
                .anyMatch(one -> fault == Fault.KILL
                        ? !one.hasEnded() && count(trace.calls(), one.thread()) == number
                        : one.isInjected());
    }
}
