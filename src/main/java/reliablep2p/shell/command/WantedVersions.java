package reliablep2p.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.InvalidValueException;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NotConnectedException;

/**
 * Words like {@code FILE@2} among several that somebody asked for.
 *
 * @param node whose journal is meant
 */
record WantedVersions(NodeOperations node) {
    /** The version that a word names; empty if there is none. */
    Optional<Wanted> find(String word) throws NotConnectedException {
        TypedVersion typed = TypedVersion.versioned(word).orElse(null);
        if (typed == null) {
            return Optional.empty();
        }
        try {
            return find(FileName.parse(typed.name()), typed);
        } catch (InvalidValueException e) {
            return Optional.empty(); // Such a name is in no catalog.
        }
    }

    private Optional<Wanted> find(FileName name, TypedVersion typed) throws NotConnectedException {
        for (FileVersion version : node.versions(name)) {
            if (version.number() == typed.number().orElse(0)) {
                return Optional.of(new Wanted.Fetch(version.file(), typed.number(), false));
            }
        }
        return Optional.empty();
    }

    /** That version of each file that a pattern takes; of those that have it. */
    Map<String, Wanted> matching(String word, List<ListedFile> catalog) throws NotConnectedException {
        Map<String, Wanted> matching = new LinkedHashMap<>();
        TypedVersion typed = TypedVersion.versioned(word).orElse(null);
        if (typed != null) {
            NamePattern pattern = new NamePattern(typed.name());
            for (ListedFile file : catalog) {
                FileName name = file.file().name();
                if (pattern.test(name)) {
                    find(name, typed).ifPresent(wanted -> matching.put(((Wanted.Fetch) wanted).name(), wanted));
                }
            }
        }
        return matching;
    }
}
