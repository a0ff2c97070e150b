package reliablep2p.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reliablep2p.settings.SettingsException;
import reliablep2p.shell.output.ExitCode;

/** The options of {@code demo}. */
@Command(
        name = "demo",
        description = {
            "A network to play with, in one process.",
            "Start a database peer with the sample library and three peers in this process, in a temporary"
                    + " directory that goes away at the end, and put you at the prompt of one of them."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = 80,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Examples:", "  reliablep2p demo", "  reliablep2p demo -c 'list; get hangman.java'"})
final class DemoOptions implements Task {
    @Mixin
    private SessionOptions session = new SessionOptions();

    @Override
    public ExitCode run(Call call) throws SettingsException {
        return Program.run(session, call.settings(), new DemoStarter());
    }
}
