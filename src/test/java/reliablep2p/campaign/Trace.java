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
import java.util.stream.Stream;

/**
 * What strace wrote down, with {@code -f -y}: the calls of all threads.
 *
 * @param calls in the order in which they ended; those that never did come last
 */
record Trace(List<Call> calls) {
    private static final Pattern LINE =
            Pattern.compile("^(?<thread>\\d+) +(?:<\\.\\.\\. (?<resumed>\\w+) resumed>|(?<call>\\w+)\\()(?<rest>.*)$");
    private static final String UNFINISHED = "<unfinished ...>";
    private static final Pattern PATH = Pattern.compile("\\d+<(/[^>]*)>|\"(/[^\"]*)\"");

    /**
     * One system call.
     *
     * @param name what is called
     * @param words its arguments, and what it gave
     */
    record Call(String thread, String name, String words) {
        /** Whether it was let through to its end; the call at which a process is killed never is. */
        boolean hasEnded() {
            return !words.contains(UNFINISHED) && !words.endsWith("= ?");
        }

        boolean isInjected() {
            return words.contains("(INJECTED)");
        }

        /** Whether what the process said on its standard output was hit, and not one of its files. */
        boolean lostAnAnswer() {
            return isInjected() && name.equals("write") && words.startsWith("1<");
        }

        /** The files and directories that it is about, as strace selects them: what is renamed, not what it becomes. */
        List<Path> paths() {
            List<Path> paths = new ArrayList<>();
            for (Matcher path = PATH.matcher(words); path.find(); ) {
                paths.add(Path.of(path.group(1) == null ? path.group(2) : path.group(1)));
            }
            return name.equals("rename") ? paths.subList(0, Math.min(1, paths.size())) : paths;
        }

        /** Those below this directory, or itself. */
        List<Path> pathsIn(Path directory) {
            return paths().stream().filter(path -> path.startsWith(directory)).toList();
        }
    }

    /** Reads it; a call that strace wrote in two lines, because another thread came between, is one. */
    static Trace read(Path file) throws IOException {
        List<Call> calls = new ArrayList<>();
        Map<String, String> begun = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        // A path may have bytes that are no text.
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
                String thread = line.group("thread");
                String name = line.group("resumed");
                String words = line.group("rest");
                if (name == null) {
                    name = line.group("call");
                } else {
                    words = begun.getOrDefault(thread, "") + words;
                }
                if (words.endsWith(UNFINISHED)) {
                    begun.put(thread, words.substring(0, words.length() - UNFINISHED.length()));
                    names.put(thread, name);
                } else {
                    begun.remove(thread);
                    calls.add(new Call(thread, name, words));
                }
            });
        }
        begun.forEach((thread, words) -> calls.add(new Call(thread, names.get(thread), words + UNFINISHED)));
        return new Trace(List.copyOf(calls));
    }

    /**
     * The files that were forced to the disk again after that had failed once: what the second time says may be false.
     */
    List<Path> forcedAgain() {
        Set<Path> failed = new LinkedHashSet<>();
        List<Path> again = new ArrayList<>();
        for (Call call : calls) {
            if (call.name().startsWith("unlink")) {
                failed.removeAll(call.paths()); // Whatever gets the name next is another file.
            }
            if (call.name().equals("fsync") || call.name().equals("fdatasync")) {
                for (Path path : call.paths()) {
                    if (failed.contains(path)) {
                        again.add(path);
                    }
                    if (call.isInjected() && !Files.isDirectory(path)) {
                        failed.add(path);
                    }
                }
            }
        }
        return again;
    }
}
