package reliablep2p.shell.command;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file, or one version of it, as it was typed: {@code FILE} or {@code FILE@N}.
 *
 * @param name what stands for the file; not checked yet
 * @param number the version; empty for the one that is in the catalog now
 */
record TypedVersion(String name, OptionalInt number) {
    private static final Pattern VERSION = Pattern.compile("(.+)@([1-9][0-9]{0,8})", Pattern.DOTALL);

    /**
     * Reads a word.
     *
     * @param names those of the catalog: a file whose very name looks like a version is that file
     */
    static TypedVersion of(String typed, Collection<String> names) {
        String word = NamePattern.composed(typed);
        return names.contains(word) ? plain(word) : versioned(word).orElse(plain(word));
    }

    /** The version that a word names, whatever the catalog has; empty if it names none. */
    static Optional<TypedVersion> versioned(String word) {
        Matcher version = VERSION.matcher(word);
        return version.matches()
                ? Optional.of(new TypedVersion(version.group(1), OptionalInt.of(Integer.parseInt(version.group(2)))))
                : Optional.empty();
    }

    private static TypedVersion plain(String word) {
        return new TypedVersion(word, OptionalInt.empty());
    }
}
