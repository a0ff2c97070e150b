package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.shell.output.ExitCode;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsTheVersionOfTheBuild() throws IOException {
        assertThat(run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(run("demo", "-V")).isEqualTo(ExitCode.DONE);
        Matcher matcher = Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(matcher.find()).isTrue();
        String version = matcher.group(1);
        assertThat(text(out)).isEqualTo("reliablep2p " + version + "\nreliablep2p " + version + "\n");
    }

    @Test
    void helpsOnOneScreen() {
        assertThat(run("--help")).isEqualTo(ExitCode.DONE);
        assertThat(text(out).lines())
                .hasSizeLessThan(24)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(text(out)).contains("Examples:", "Commands: demo", "Exit codes: 0 done");
    }

    @Test
    void helpsWithTheDemo() {
        assertThat(run("demo", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).startsWith("Usage: reliablep2p demo").contains("Examples:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "80x", "٣", "", " 1", "999999999999"})
    void refusesAPortThatIsNone(String port) {
        for (String option : new String[] {"--port", "--db-port"}) {
            assertThat(run(option, port)).isEqualTo(ExitCode.USAGE);
        }
        assertThat(text(out)).isEmpty();
        assertThat(text(err).lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("--port"))
                .anyMatch(line -> line.startsWith("Usage: reliablep2p --port N --db-port M"));
    }

    @ParameterizedTest
    @CsvSource({
        "--prot, did you mean --port?",
        "--jsn, did you mean --json?",
        "deno, did you mean demo?",
        "--host=a b, a host is an IP address or a host name",
        "-c=, it holds no command",
        "-c=list;connect s3cret, an invitation is a secret",
        "--approve=some, there are all",
        "--frobnicate, Unknown option",
        "@/etc/hostname, Unmatched argument",
        "confg, did you mean config?",
        "compltion, did you mean completion?"
    })
    void saysWhatIsWrongWithAnOption(String option, String expected) {
        assertThat(run(option)).isEqualTo(ExitCode.USAGE);
        assertThat(text(err)).contains(expected).doesNotContain("Exception");
    }

    @Test
    void showsNoControlCharacterOfAnArgument() {
        assertThat(run("--\u001b[2J")).isEqualTo(ExitCode.USAGE);
        assertThat(text(err)).doesNotContain("\u001b").contains("\\u001b[2J");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c connect W", "demo -c connect W", "W", "-c=connect W", "--dir W", "--W", "config W"})
    void refusesAnInvitationOnTheCommandLineAndDoesNotRepeatIt(String typed) {
        String secret = "S".repeat(100);
        String[] args = typed.replace("connect ", "connect_")
                .replace("W", "rp2p1-" + secret)
                .split(" ");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].replace('_', ' ');
        }
        assertThat(run(args)).isEqualTo(ExitCode.USAGE);
        assertThat(text(out)).isEmpty();
        assertThat(text(err))
                .contains("an invitation is a secret", "at the prompt", "0600", "-f")
                .doesNotContain("SSS");
    }

    @Test
    void tellsAProgramWhatIsWrongInJson() {
        assertThat(run("--port", "0", "--json")).isEqualTo(ExitCode.USAGE);
        assertThat(text(out)).startsWith("{\"event\":\"error\",\"code\":2,\"message\":\"");
        assertThat(text(err)).isEmpty();
    }

    private ExitCode run(String... args) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.run(args, Map.of(), stdout, stderr);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
