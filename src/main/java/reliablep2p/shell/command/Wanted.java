package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import reliablep2p.model.Printable;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.FetchEnd;

/** One of several things that somebody asked for. */
sealed interface Wanted {
    /**
     * A file, to be fetched or checked.
     *
     * @param version which one; empty for the one that is in the catalog now
     * @param held whether it seems to be here
     */
    record Fetch(TrustedFile file, OptionalInt version, boolean held) implements Wanted {
        /** The version of the catalog. */
        Fetch(TrustedFile file, boolean held) {
            this(file, OptionalInt.empty(), held);
        }

        /** As it would be typed. */
        String name() {
            return file.name() + (version.isPresent() ? "@" + version.getAsInt() : "");
        }
    }

    /** Nothing is to be done about it. */
    record Settled(FetchEnd end) implements Wanted {}

    /**
     * All files of the network; those that are here are left alone.
     *
     * @param isThere looks at the disk whether a file is really here
     */
    static List<Wanted> all(List<ListedFile> catalog, Predicate<TrustedFile> isThere) {
        return catalog.stream().map(file -> ifMissing(file, isThere)).toList();
    }

    /**
     * What these words mean, each file once, in the order typed. A name means its file, even if that is here: it is
     * checked. A pattern means the files that have such names; those that are here are left alone. What is no name and
     * matches none may end in a version, as in {@code FILE@2}.
     *
     * @param isThere as for {@link #all}
     */
    static List<Wanted> of(
            List<String> words, List<ListedFile> catalog, WantedVersions versions, Predicate<TrustedFile> isThere)
            throws NotConnectedException {
        Map<String, ListedFile> byName = catalog.stream()
                .collect(Collectors.toMap(file -> file.file().name().text(), file -> file));
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (String word : words) {
            String name = NamePattern.composed(word);
            ListedFile file = byName.get(name);
            if (file != null) {
                wanted.put(name, new Fetch(file.file(), file.held()));
            } else if (NamePattern.isPattern(word)) {
                matching(word, catalog, versions, isThere).forEach(wanted::putIfAbsent);
            } else {
                wanted.put(name, versions.find(name).orElse(unknown(word, byName)));
            }
        }
        return new ArrayList<>(wanted.values());
    }

    private static Map<String, Wanted> matching(
            String word, List<ListedFile> catalog, WantedVersions versions, Predicate<TrustedFile> isThere)
            throws NotConnectedException {
        NamePattern pattern = new NamePattern(word);
        Map<String, Wanted> matching = new LinkedHashMap<>();
        for (ListedFile file : catalog) {
            if (pattern.test(file.file().name())) {
                matching.put(file.file().name().text(), ifMissing(file, isThere));
            }
        }
        if (matching.isEmpty()) {
            matching.putAll(versions.matching(NamePattern.composed(word), catalog));
        }
        if (matching.isEmpty()) {
            matching.put(word, failed(word, "no file has such a name", "no file of the network has a name like "));
        }
        return matching;
    }

    private static Wanted ifMissing(ListedFile file, Predicate<TrustedFile> isThere) {
        return file.held() && isThere.test(file.file())
                ? new Settled(new FetchEnd.Here(file.file(), false))
                : new Fetch(file.file(), false);
    }

    private static Wanted unknown(String word, Map<String, ListedFile> byName) {
        Optional<String> nearest = Nearest.to(word, byName.keySet());
        String suggestion = nearest.map(name -> "did you mean " + name + "?").orElse("");
        Answer.Failed failure = Failures.notInCatalog(word, suggestion).answer();
        String reason = "not in the catalog; " + (suggestion.isEmpty() ? "list shows what is" : suggestion);
        return new Settled(new FetchEnd.NotGot(Printable.text(word), reason, failure));
    }

    private static Wanted failed(String word, String reason, String message) {
        String printable = Printable.text(word);
        return new Settled(new FetchEnd.NotGot(
                printable,
                reason + "; list shows what there is",
                new Answer.Failed(ExitCode.NOT_IN_CATALOG, message + printable + "; list shows what there is")));
    }
}
