package reliablep2p.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import reliablep2p.settings.Setting;
import reliablep2p.settings.SettingsException;
import reliablep2p.settings.SettingsFile;
import reliablep2p.settings.Source;
import reliablep2p.shell.output.Answer;

/**
 * What the options of this run are, and where each value came from.
 *
 * <p>Every option with a long name, other than {@code --help} and {@code --version}, can be set in four places: typed,
 * by an environment variable, in the settings file, by default; the first that has it counts. Thread-safe; the monitor
 * guards the values.
 *
 * <p>This runs at every start, before the first line appears: plain loops, because a fresh JVM takes milliseconds for its
 * first lambda and its first joined text.
 */
final class Settings {
    private final SettingsFile file;
    private final List<String> warnings;
    private final Map<String, Setting> values = new LinkedHashMap<>();

    private Settings(SettingsFile file, List<String> warnings) {
        this.file = file;
        this.warnings = warnings;
    }

    /**
     * Gives the options that were not typed the values that the environment and the file have for them.
     *
     * @param parsed what was typed, of the command whose options they are
     * @throws SettingsException if the environment or the file has something that will not do, needed or not
     */
    static Settings apply(ParseResult parsed, Map<String, String> environment) throws SettingsException {
        Variables variables = new Variables(environment);
        SettingsFile file = SettingsFile.read(SettingsFile.place(environment));
        Map<String, OptionSpec> known = named(parsed.commandSpec().root());
        Settings settings = new Settings(file, variables.misspelt(known.keySet()));
        Map<String, Untyped> untyped = new UntypedValues(known).of(file, variables);
        for (Map.Entry<String, OptionSpec> option : named(parsed.commandSpec()).entrySet()) {
            settings.settle(option.getKey(), option.getValue(), parsed, untyped.get(option.getKey()));
        }
        return settings;
    }

    private void settle(String name, OptionSpec option, ParseResult parsed, @Nullable Untyped untyped) {
        Source source = new Source.Default();
        if (parsed.hasMatchedOption(option)) {
            source = new Source.CommandLine();
        } else if (untyped != null) {
            option.setValue(untyped.value());
            source = untyped.source();
        }
        values.put(name, new Setting(name, text(name, option), source));
    }

    private static Optional<String> text(String name, OptionSpec option) {
        Object value = option.getValue();
        String text = value == null ? "" : value.toString();
        return text.isEmpty() ? Optional.ofNullable(ProgramOptions.WHEN_UNSET.get(name)) : Optional.of(text);
    }

    /** The options that can be set without being typed, by their names without the dashes; hidden ones can't. */
    static Map<String, OptionSpec> named(CommandSpec command) {
        Map<String, OptionSpec> named = new LinkedHashMap<>();
        for (OptionSpec option : command.options()) {
            String name = option.longestName();
            if (name.startsWith("--") && !option.hidden() && !option.usageHelp() && !option.versionHelp()) {
                named.put(name.substring(2), option);
            }
        }
        return named;
    }

    /** What the person should hear about before anything happens. */
    List<String> warnings() {
        return warnings;
    }

    /** Notes what the person has been asked for. */
    synchronized void asked(String name, String value) {
        values.put(name, new Setting(name, Optional.of(value), new Source.Asked()));
    }

    /** All of it, as it is now. */
    synchronized Answer.Settings answer() {
        return new Answer.Settings(List.copyOf(values.values()), file.path(), file.exists());
    }

    /** A value that was not typed. */
    record Untyped(Object value, Source source) {}
}
