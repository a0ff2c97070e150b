package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import reliablep2p.node.OfferSettings;
import reliablep2p.settings.Setting;
import reliablep2p.settings.SettingsException;
import reliablep2p.settings.Source;
import reliablep2p.shell.command.ByteSize;
import reliablep2p.shell.command.RateLimit;

class SettingsTest {
    /** Three values that each kind of option takes, by its type. */
    private static final Map<Class<?>, List<String>> VALUES = Map.of(
            Integer.class, List.of("9001", "9002", "9003"),
            String.class, List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"),
            Path.class, List.of("/srv/a", "/srv/b", "/srv/c"),
            OfferPolicy.class, List.of("all", "trusted", "none"),
            ByteSize.class, List.of("500M", "1G", "1000"),
            RateLimit.class, List.of("500K", "20M", "off"),
            Days.class, List.of("1", "30", "9"));

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private Path file;

    @BeforeEach
    void makeRoomForAFile() throws IOException {
        environment.put("XDG_CONFIG_HOME", directory.toString());
        file = Files.createDirectories(directory.resolve("reliablep2p")).resolve("config");
    }

    static List<String> names() {
        return List.copyOf(Settings.named(Main.commandLine().getCommandSpec()).keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesWhatIsTypedThenTheVariableThenTheFileThenTheDefault(String name) throws Exception {
        OptionSpec option = option(name);
        if (option.arity().max() == 0) {
            assertFlag(name);
            return;
        }
        List<String> values = VALUES.get(option.type());
        assertThat(find(name).source()).isEqualTo(new Source.Default());
        write("# first\n" + name + " = " + values.get(0));
        assertThat(find(name)).isEqualTo(new Setting(name, Optional.of(values.get(0)), new Source.File(file, 2)));
        environment.put(Variables.of(name), values.get(1));
        assertThat(find(name))
                .isEqualTo(new Setting(name, Optional.of(values.get(1)), new Source.Environment(Variables.of(name))));
        assertThat(find(name, "--" + name, values.get(2)))
                .isEqualTo(new Setting(name, Optional.of(values.get(2)), new Source.CommandLine()));
        environment.put(Variables.of(name), "");
        assertThat(find(name).source()).isEqualTo(new Source.File(file, 2));
    }

    private void assertFlag(String name) throws Exception {
        assertThat(find(name)).isEqualTo(new Setting(name, Optional.of("false"), new Source.Default()));
        write(name + " = yes");
        assertThat(find(name)).isEqualTo(new Setting(name, Optional.of("true"), new Source.File(file, 1)));
        // A flag that the file sets stays set when it is typed as well.
        assertThat(find(name, "--" + name)).isEqualTo(new Setting(name, Optional.of("true"), new Source.CommandLine()));
        environment.put(Variables.of(name), "0");
        assertThat(find(name))
                .isEqualTo(new Setting(name, Optional.of("false"), new Source.Environment(Variables.of(name))));
    }

    @Test
    void reachesTheOptionsThemselves() throws Exception {
        write("port = 9001\ndir = /srv/share\nno-samples = true\napprove = none");
        environment.put("RELIABLEP2P_WAITING_PER_PEER", "500MiB");
        environment.put("RELIABLEP2P_WAITING_TOTAL", "12345");
        environment.put("RELIABLEP2P_DB_PORT", "9000");
        environment.put("RELIABLEP2P_JSON", "true");
        CommandLine.ParseResult parsed = Main.commandLine().parseArgs("--db-host", "10.0.0.1");
        Settings.apply(parsed, environment);
        ProgramOptions options = (ProgramOptions) parsed.commandSpec().userObject();
        assertThat(options.port()).isEqualTo(9001);
        assertThat(options.databasePort()).isEqualTo(9000);
        assertThat(options.databaseHost()).isEqualTo("10.0.0.1");
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.directory()).isEqualTo(Path.of("/srv/share"));
        assertThat(options.samples()).isFalse();
        assertThat(options.session().json()).isTrue();
        assertThat(options.offers().settings())
                .isEqualTo(new OfferSettings(OfferSettings.Policy.NONE, 500L << 20, 12_345));
    }

    @Test
    void givesTheDemoWhatItHasAnOptionFor() throws Exception {
        write("port = 9001\njson = true");
        CommandLine.ParseResult parsed = Main.commandLine().parseArgs("demo").subcommand();
        Settings settings = Settings.apply(parsed, environment);
        assertThat(settings.answer().settings())
                .extracting(Setting::name)
                .contains("json")
                .doesNotContain("port");
        assertThat(parsed.matchedOptionValue("json", false)).isFalse();
        assertThat(parsed.commandSpec().findOption("--json").<Boolean>getValue())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "prot = 1, line 1: prot is not a setting; did you mean port?",
        "--port = 1, line 1: --port is not a setting; did you mean port?",
        "'xyzzyx = 1', 'line 1: xyzzyx is not a setting; there are port, db-port, host'",
        "help = true, line 1: help is not a setting",
        "c = list, line 1: c is not a setting",
        "'\nport = 80x', 'line 2: port is wrong: ''80x'' will not do: a port is'",
        "port = 9001 # mine, line 1: port is wrong",
        "host = a b, line 1: host is wrong",
        "approve = some, 'line 1: approve is wrong: ''some'' will not do: there are all, trusted and none'",
        "waiting-total = 5X, 'line 1: waiting-total is wrong: ''5X'' will not do: a size is'",
        "waiting-total = 9999999999T, 'line 1: waiting-total is wrong: ''9999999999T'' will not do: no disk'",
        "json = maybe, 'line 1: json is wrong: ''maybe'' will not do: it is true or false'",
        "dir = ~/share, line 1: dir is wrong: ~ is not replaced here",
        "'dir = \"/srv/a b\"', line 1: dir is wrong: write the value without quotes"
    })
    void namesTheLineOfTheFileThatWillNotDo(String line, String message) throws IOException {
        write(line);
        refuses(file + " " + message);
    }

    @ParameterizedTest
    @CsvSource({"PORT, 0", "DB_PORT, -1", "HOST, a b", "JSON, tru", "DIR, ~", "DIR, a\uFFFDb"})
    void namesTheVariableThatWillNotDo(String ending, String value) {
        environment.put("RELIABLEP2P_" + ending, value);
        refuses("the environment variable RELIABLEP2P_" + ending + " is wrong: ");
    }

    @Test
    void warnsOfAVariableThatIsNearlyOne() throws Exception {
        environment.put("RELIABLEP2P_DBPORT", "1");
        environment.put("RELIABLEP2P_JAR", "/usr/local/lib/reliablep2p.jar");
        environment.put("RELIABLEP2P_HOME", "/srv");
        assertThat(Settings.apply(Main.commandLine().parseArgs(), environment).warnings())
                .containsExactly(
                        "The environment variable RELIABLEP2P_DBPORT means nothing; did you mean RELIABLEP2P_DB_PORT?");
    }

    @Test
    void tellsWhatWasAskedFor() throws Exception {
        Settings settings = Settings.apply(Main.commandLine().parseArgs(), environment);
        assertThat(settings.answer().settings().get(0))
                .isEqualTo(new Setting("port", Optional.empty(), new Source.Default()));
        settings.asked("port", "9001");
        assertThat(settings.answer().settings().get(0))
                .isEqualTo(new Setting("port", Optional.of("9001"), new Source.Asked()));
        assertThat(settings.answer().file()).contains(file);
        assertThat(settings.answer().exists()).isFalse();
    }

    /** What converts on the command line has to convert here too, and no option may hold a secret. */
    @Test
    void knowsHowToReadEveryOption() {
        Settings.named(Main.commandLine().getCommandSpec()).forEach((name, option) -> {
            assertThat(option.arity().max() == 0 ? option.type() == boolean.class : option.converters().length == 1)
                    .as(name)
                    .isTrue();
            assertThat(name).doesNotContainPattern("password|secret|token|key|pin");
        });
    }

    private OptionSpec option(String name) {
        return Main.commandLine().getCommandSpec().findOption("--" + name);
    }

    private Setting find(String name, String... typed) throws SettingsException {
        List<Setting> found = new ArrayList<>(Settings.apply(Main.commandLine().parseArgs(typed), environment)
                .answer()
                .settings());
        found.removeIf(setting -> !setting.name().equals(name));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private void refuses(String message) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.apply(Main.commandLine().parseArgs(), environment))
                .withMessageContaining(message);
    }
}
