package reliablep2p.app;

import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import reliablep2p.shell.output.ExitCode;

/** The parameter of {@code completion}. */
@Command(
        name = "completion",
        description = {
            "Print what completes the options in bash or zsh.",
            "The shell completes the words after reliablep2p, so the program needs that name: a script of two lines in"
                    + " your PATH, or a function. (An alias will do in bash, and in zsh after setopt complete_aliases.)",
            "Source what is printed in ~/.bashrc, or in ~/.zshrc after compinit."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = 80,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Examples:", "  source <(reliablep2p completion bash)", "  source <(reliablep2p completion zsh)"})
final class CompletionOptions implements Task {
    @Parameters(
            paramLabel = "bash|zsh",
            completionCandidates = Shells.class,
            converter = ShellConverter.class,
            description = "The shell.")
    private String shell = "";

    @Override
    public ExitCode run(Call call) {
        CommandSpec program = call.program().commandSpec();
        String script = shell.equals("bash")
                ? AutoComplete.bash(program.name(), program.commandLine())
                : new ZshCompletion(program).script();
        call.out().print(script);
        return ExitCode.DONE;
    }

    /** The shells that there is a script for. */
    static final class Shells extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Shells() {
            super(List.of("bash", "zsh"));
        }
    }

    /** Reads the name of a shell. */
    static final class ShellConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!new Shells().contains(text)) {
                throw new TypeConversionException("'" + text + "' will not do: there are bash and zsh");
            }
            return text;
        }
    }
}
