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
            OptionSpec option = known.get(entry.name());
            if (option == null) {
                throw new SettingsException(where(source) + unknown(entry.name()));
            }
            try {
                values.put(entry.name(), new Settings.Untyped(value(option, entry.value()), source));
            } catch (Exception e) {
                throw new SettingsException(where(source) + entry.name() + " is wrong: " + e.getMessage());
            }
        }
        for (Map.Entry<String, OptionSpec> option : known.entrySet()) {
            String variable = Variables.of(option.getKey());
            Optional<String> text = variables.value(variable);
            if (text.isPresent()) {
                values.put(option.getKey(), untyped(option.getValue(), variable, text.get()));
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

    private static Settings.Untyped untyped(OptionSpec option, String variable, String text) throws SettingsException {
        try {
            return new Settings.Untyped(value(option, text), new Source.Environment(variable));
        } catch (Exception e) {
            throw new SettingsException("the environment variable " + variable + " is wrong: " + e.getMessage());
        }
    }

    private static String where(Source.File source) {
        return source.path() + " line " + source.line() + ": ";
    }

    private static Object value(OptionSpec option, String text) throws Exception {
        checkPlain(text);
        if (option.type() == boolean.class) {
            return flag(text);
        }
        ITypeConverter<?>[] converters = option.converters();
        return converters.length == 0 ? text : converters[0].convert(text);
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
