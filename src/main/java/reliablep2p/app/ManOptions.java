package reliablep2p.app;

import picocli.CommandLine.Command;
import reliablep2p.shell.output.ExitCode;

/** The options of {@code man}. */
@Command(
        name = "man",
        description = {
            "Print the manual page.",
            "It is written for man(1), in roff: every option, every command of the prompt, the environment, the files, the"
                    + " exit codes."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = 80,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reliablep2p man | man -l -",
            "  reliablep2p man > ~/.local/share/man/man1/reliablep2p.1"
        })
final class ManOptions implements Task {
    @Override
    public ExitCode run(Call call) {
        call.out().print(ManPage.of(call.program().commandSpec()));
        return ExitCode.DONE;
    }
}
