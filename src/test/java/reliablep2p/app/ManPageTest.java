package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import reliablep2p.shell.output.ExitCode;

class ManPageTest {
    private final CommandLine program = Main.commandLine();
    private final String page = ManPage.of(program.getCommandSpec());

    @TempDir
    private Path directory;

    @Test
    void tellsEveryOptionThatTheHelpTells() {
        List<String> options = Pattern.compile("(?m)^ +(-\\w|--[\\w-]+)")
                .matcher(program.getUsageMessage())
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .toList();
        assertThat(options).contains("--port", "--no-samples", "-c", "--approve");
        assertThat(page).contains(options.stream().map(ManPageTest::escaped).toList());
        assertThat(page).contains(escaped("--waiting-per-peer"), escaped("--waiting-total"));
        assertThat(page.substring(page.lastIndexOf("EXAMPLES")).lines().filter(line -> line.startsWith("reliablep2p ")))
                .hasSize(2);
    }

    @Test
    void tellsEverySubcommandAndEveryCommandOfThePrompt() {
        assertThat(program.getSubcommands().keySet()).contains("demo", "config", "completion", "man");
        program.getSubcommands()
                .keySet()
                .forEach(name -> assertThat(page).contains(".SS \"reliablep2p " + escaped(name) + " "));
        List<String> prompt = Stream.concat(PromptCommands.ofPeer().stream(), PromptCommands.ofDatabase().stream())
                .map(CommandSpec::name)
                .toList();
        assertThat(prompt).contains("get", "secure-get", "stop");
        prompt.forEach(
                name -> assertThat(page).containsPattern("(?m)^\\.SS \"" + Pattern.quote(escaped(name)) + "[ \"]"));
    }

    @Test
    void tellsEveryVariableAndExitCode() {
        Settings.named(program.getCommandSpec())
                .keySet()
                .forEach(name -> assertThat(page).contains("\\fB" + Variables.of(name) + "\\fR"));
        for (ExitCode code : ExitCode.values()) {
            assertThat(page).contains(".TP\n\\fB" + code.number() + "\\fR\n");
        }
    }

    @Test
    void isTheSameEachTime() {
        assertThat(ManPage.of(Main.commandLine().getCommandSpec())).isEqualTo(page);
        assertThat(page).startsWith(".TH RELIABLEP2P 1 2026-11-23 ");
    }

    @Test
    void escapesWhatRoffWouldObey() {
        String roff = new Roff("x", "2026-01-01", "x 1")
                .text(List.of(".so /etc/passwd", "'br", "a\\fBb", "\u00e9\"^~`-"))
                .toString();
        assertThat(roff.lines().skip(4))
                .containsExactly("\\&.so /etc/passwd", "\\&\\(aqbr", "a\\(rsfBb", "\\[u00E9]\\(dq\\(ha\\(ti\\(ga\\-");
    }

    @Test
    void givesGroffNothingToWarnOf() throws Exception {
        assertThat(Tool.run(directory, "groff", "-man", "-ww", "-z", write())).isEqualTo(new Tool(0, ""));
    }

    @Test
    void givesMandocNothingToWarnOf() throws Exception {
        assertThat(Tool.run(directory, "mandoc", "-T", "lint", write()).printed())
                .isEmpty();
    }

    private String write() throws Exception {
        return Files.writeString(directory.resolve("reliablep2p.1"), page).toString();
    }

    private static String escaped(String name) {
        return name.replace("-", "\\-");
    }
}
