package reliablep2p.app;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import reliablep2p.shell.command.Nearest;

/**
 * The environment, as far as it sets options: {@code RELIABLEP2P_DB_PORT} is {@code --db-port}.
 *
 * @param all every variable and its value
 */
record Variables(Map<String, String> all) {
    private static final String PREFIX = "RELIABLEP2P_";

    /** The variable that sets this option. */
    static String of(String name) {
        return PREFIX.concat(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** What it is set to; an empty one counts as not there, as a script's unset variable leaves it. */
    Optional<String> value(String variable) {
        String value = all.getOrDefault(variable, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /**
     * A sentence for each variable that is probably misspelt. Others that begin alike may well be a script's own.
     *
     * @param names of all settings
     */
    List<String> misspelt(Collection<String> names) {
        // A plain loop, because at nearly every start there is none, see Settings.
        int others = 0;
        for (String variable : all.keySet()) {
            others += variable.startsWith(PREFIX) ? 1 : 0;
        }
        for (String name : names) {
            others -= all.containsKey(of(name)) ? 1 : 0;
        }
        return others == 0 ? List.of() : nearlyKnown(names);
    }

    private List<String> nearlyKnown(Collection<String> names) {
        Collection<String> known = names.stream().map(Variables::of).toList();
        Collection<String> endings = known.stream().map(Variables::ending).toList();
        return new TreeSet<>(all.keySet())
                .stream()
                        .filter(variable -> variable.startsWith(PREFIX) && !known.contains(variable))
                        .flatMap(variable -> Nearest.to(ending(variable), endings)
                                .map(near -> "The environment variable " + variable + " means nothing; did you mean "
                                        + PREFIX + near + "?")
                                .stream())
                        .toList();
    }

    private static String ending(String variable) {
        return variable.substring(PREFIX.length());
    }
}
