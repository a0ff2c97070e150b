package reliablep2p.app;

import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.ParseResult;
import reliablep2p.settings.SettingsException;

/**
 * How the program was started.
 *
 * @param program what was typed, from the program's name on
 * @param chosen what was typed after the last subcommand; the same as {@code program} if there is none
 * @param environment the variables
 */
record Call(
        ParseResult program, ParseResult chosen, Map<String, String> environment, PrintStream out, PrintStream err) {
    /** Completes the options of the chosen command from the environment and the file. */
    Settings settings() throws SettingsException {
        return settingsOf(chosen);
    }

    /** Completes the options of the program itself. */
    Settings settingsOfProgram() throws SettingsException {
        return settingsOf(program);
    }

    private Settings settingsOf(ParseResult parsed) throws SettingsException {
        Settings settings = Settings.apply(parsed, environment);
        settings.warnings().forEach(warning -> EarlyOutput.text(out, err).note(warning));
        return settings;
    }
}
