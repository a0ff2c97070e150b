package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.shell.output.ExitCode;

/** The scripts that complete options, asked in the shells that they are for. */
class CompletionTest {
    /** Hands bash the words of a line as readline would, and prints what may stand for the last one. */
    private static final String ASK_BASH = """
            source ./script 2>/dev/null
            IFS=' ' read -r -a COMP_WORDS <<< "$1"
            [[ $1 == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )) COMP_LINE=$1
            function=$(complete -p reliablep2p | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            $function 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /** Types at a zsh on a terminal of its own: a part of a line, the key that completes it, and Enter. */
    private static final String ASK_ZSH = """
            zmodload zsh/zpty || exit 77
            zpty shell zsh -f -i
            zpty -w shell 'autoload -Uz compinit && compinit -u -D; source ./script; reliablep2p() print "GOT($*)"; print LOADED-$((1+1))'
            zpty -r shell shown '*LOADED-2*' || exit 1
            zpty -w -n shell "$1"$'\\t\\n'
            zpty -r shell shown '*GOT\\(*\\)*' && print -r -- "${${shown##*GOT\\(}%%\\)*}"
            zpty -d shell
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void writesAScriptThatTheShellCanRead(String shell) throws Exception {
        script(shell);
        assertThat(Tool.run(directory, shell, "-n", "script")).isEqualTo(new Tool(0, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "reliablep2p --po, --port",
        "reliablep2p --db, --db-port --db-host",
        "'reliablep2p ', demo config doctor completion man",
        "reliablep2p --port 9000 conf, config",
        "'reliablep2p completion ', bash zsh",
        "reliablep2p config --j, --json",
        "reliablep2p --dir sha, shared",
        "reliablep2p --port 9000 demo --st, --stay"
    })
    void completesInBash(String line, String expected) throws Exception {
        script("bash");
        Files.createDirectory(directory.resolve("shared"));
        Files.writeString(directory.resolve("ask"), ASK_BASH);
        Tool asked = Tool.run(directory, "bash", "--norc", "ask", line);
        assertThat(asked.printed().lines()).containsExactlyInAnyOrder(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "reliablep2p --po, --port",
        "reliablep2p --port 9000 comp, --port 9000 completion",
        "reliablep2p completion z, completion zsh",
        "reliablep2p config --j, config --json",
        "reliablep2p --dir sha, --dir shared",
        "reliablep2p --dir=sha, --dir=shared"
    })
    void completesInZsh(String line, String expected) throws Exception {
        script("zsh");
        Files.createDirectory(directory.resolve("shared"));
        Files.writeString(directory.resolve("ask"), ASK_ZSH);
        String printed = Tool.run(directory, "zsh", "-f", "ask", line).printed();
        // What is there only for the next character to replace, zsh takes away again at Enter.
        assertThat(printed.strip().replaceFirst("[/=]$", "")).isEqualTo(expected);
    }

    @Test
    void knowsEveryOptionInBothShells() throws Exception {
        List<String> options = Main.commandLine().getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> List.of(option.names()).stream())
                .toList();
        for (String shell : List.of("bash", "zsh")) {
            assertThat(Files.readString(script(shell))).contains(options);
        }
    }

    @Test
    void saysWhichShellsThereAre() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(run(err, "completion", "fish")).isEqualTo(ExitCode.USAGE);
        assertThat(run(err, "completion")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.contains("'fish' will not do: there are bash and zsh"))
                .anyMatch(line -> line.contains("Usage: reliablep2p completion [-hV] bash|zsh"));
    }

    private Path script(String shell) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, "completion", shell)).isEqualTo(ExitCode.DONE);
        return Files.write(directory.resolve("script"), out.toByteArray());
    }

    private static ExitCode run(ByteArrayOutputStream printed, String... args) {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Main.run(args, Map.of(), stream, stream);
    }
}
