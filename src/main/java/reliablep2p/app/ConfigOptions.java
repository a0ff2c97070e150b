package reliablep2p.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import reliablep2p.settings.SettingsException;
import reliablep2p.shell.output.ExitCode;

/** The options of {@code config}. */
@Command(
        name = "config",
        description = {
            "Show each setting, and where it came from.",
            "What is typed counts most, then the environment, then the settings file, then the default.",
            "The same command is there at the prompt."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = 80,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reliablep2p config",
            "  reliablep2p --port 9001 config",
            "  RELIABLEP2P_DIR=/srv/share reliablep2p config --json"
        })
final class ConfigOptions implements Task {
    @ParentCommand
    private ProgramOptions program = new ProgramOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public ExitCode run(Call call) throws SettingsException {
        Settings settings = call.settingsOfProgram();
        EarlyOutput.of(json || program.session().json(), call.out(), call.err()).print(settings.answer());
        return ExitCode.DONE;
    }
}
