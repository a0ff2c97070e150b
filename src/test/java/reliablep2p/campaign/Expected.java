package reliablep2p.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import reliablep2p.app.JarProcess;
import reliablep2p.model.Sha256;

/** The files that the catalog lists, by name and hash, and what is wrong with those that lie in a directory. */
final class Expected {
    private final Map<String, Sha256> files = new TreeMap<>();

    void put(String name, byte[] bytes) {
        files.put(name, Sha256.of(bytes));
    }

    void forget(String name) {
        files.remove(name);
    }

    int size() {
        return files.size();
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** What lies in the directory under a listed name, or under no listed name, and has other bytes. */
    List<String> corrupt(Path directory) throws IOException {
        List<String> corrupt = new ArrayList<>();
        for (String name : visible(directory)) {
            Sha256 expected = files.get(name);
            if (expected == null
                    || !Sha256.of(Files.readAllBytes(directory.resolve(name))).equals(expected)) {
                corrupt.add(name);
            }
        }
        return corrupt;
    }

    /** Those of these names that do not lie there. */
    static List<String> missing(Path directory, List<String> names) {
        return names.stream()
                .filter(name -> !Files.isRegularFile(directory.resolve(name)))
                .toList();
    }

    /** Those of these names whose bytes a database peer's directory holds neither by name nor in its vault. */
    List<String> lost(Path directory, List<String> names) {
        return missing(directory, names).stream()
                .filter(name -> !Files.isRegularFile(directory.resolve(
                        ".reliablep2p/vault/" + files.get(name).hex())))
                .toList();
    }

    /** The names of the files in a directory, but for the hidden ones. */
    static List<String> visible(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** The names in the JSON events of this kind that a process has printed. */
    static List<String> named(JarProcess process, String... events) {
        return namedIn(process.out().all(), events);
    }

    /** The names in the events of these kinds that are among these lines. */
    static List<String> namedIn(List<String> lines, String... events) {
        return valuesIn(lines, "name", events);
    }

    /** What a text field holds in the events of these kinds that are among these lines. */
    static List<String> valuesIn(List<String> lines, String field, String... events) {
        Pattern event = Pattern.compile("\\{\"event\":\"(?:" + String.join("|", events) + ")\".*");
        Pattern value = Pattern.compile("\"" + field + "\":\"([^\"]+)\"");
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            Matcher found = value.matcher(line);
            if (event.matcher(line).matches() && found.find()) {
                values.add(found.group(1));
            }
        }
        return values;
    }
}
