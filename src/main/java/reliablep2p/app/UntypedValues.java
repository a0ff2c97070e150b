package reliablep2p.app;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import reliablep2p.settings.SettingsException;
import reliablep2p.settings.SettingsFile;
import reliablep2p.settings.Source;
import reliablep2p.shell.command.Nearest;

/** Reads what the environment and the file say, as picocli would read it from the command line. */
final class UntypedValues {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0");

    private final Map<String, OptionSpec> known;

    /** Values for these options, by their names without the dashes. */
    UntypedValues(Map<String, OptionSpec> known) {
        this.known = known;
    }

    /** The values, those of the environment before those of the file. */
    Map<String, Settings.Untyped> of(SettingsFile file, Variables variables) throws SettingsException {
        Map<String, Settings.Untyped> values = new HashMap<>();
        for (SettingsFile.Entry entry : file.entries()) {
            Source.File source = new Source.File(file.path().orElseThrow(), entry.line());
            String where = source.path() + " line " + source.line() + ": ";
            OptionSpec option = known.get(entry.name());
            if (option == null) {
                throw new SettingsException(where + unknown(entry.name()));
            }
            Object value = value(option, entry.value(), where + entry.name() + " is wrong: ");
            values.put(entry.name(), new Settings.Untyped(value, source));
        }
        for (Map.Entry<String, OptionSpec> option : known.entrySet()) {
            String variable = Variables.of(option.getKey());
            Optional<String> text = variables.value(variable);
            if (text.isPresent()) {
                Object value =
                        value(option.getValue(), text.get(), "the environment variable " + variable + " is wrong: ");
                values.put(option.getKey(), new Settings.Untyped(value, new Source.Environment(variable)));
            }
        }
        return values;
    }

    private String unknown(String name) {
        return name + " is not a setting; "
                + Nearest.to(name, known.keySet())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there are " + String.join(", ", known.keySet()));
    }

    private static Object value(OptionSpec option, String text, String complaint) throws SettingsException {
        try {
            checkPlain(text);
            ITypeConverter<?>[] converters = option.converters();
            if (option.type() == boolean.class) {
                return flag(text);
            }
            return converters.length == 0 ? text : converters[0].convert(text);
        } catch (Exception e) {
            throw new SettingsException(complaint + e.getMessage());
        }
    }

    /** No shell has looked at the text: what a shell would have taken away or replaced would be taken literally. */
    private static void checkPlain(String text) {
        if (text.equals("~") || text.startsWith("~/")) {
            throw new IllegalArgumentException("~ is not replaced here; write the whole path");
        }
        if (text.length() > 1 && "'\"".indexOf(text.charAt(0)) >= 0 && text.endsWith(text.substring(0, 1))) {
            throw new IllegalArgumentException("write the value without quotes");
        }
        if (text.indexOf(Main.UNREADABLE) >= 0) {
            throw new IllegalArgumentException(
                    "it has characters that this locale lacks; start the program with LC_ALL=C.UTF-8");
        }
    }

    private static boolean flag(String text) {
        if (!isTrue(text) && !FALSE.contains(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("'" + text + "' will not do: it is true or false");
        }
        return isTrue(text);
    }

    /** Whether this text sets a flag. */
    static boolean isTrue(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }
}
