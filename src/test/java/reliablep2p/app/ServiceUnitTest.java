package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Holds docs/reliablep2p-db.service against the program that it starts. */
class ServiceUnitTest {
    private static final Path UNIT = Path.of("docs/reliablep2p-db.service");

    @TempDir
    private Path directory;

    @Test
    void startsADatabasePeerInItsStateDirectory() throws Exception {
        String[] command = value("ExecStart").split(" ");
        assertThat(command).startsWith("/usr/bin/java", "-jar");
        CommandLine.ParseResult parsed = Main.commandLine()
                .parseArgs(List.of(command).subList(3, command.length).toArray(String[]::new));
        Settings settings = Settings.apply(parsed, environment());
        ProgramOptions options = (ProgramOptions) parsed.commandSpec().userObject();
        int port = Objects.requireNonNull(options.port());
        assertThat(options.isDatabase(port, Objects.requireNonNull(options.databasePort())))
                .isTrue();
        assertThat(options.directory())
                .isEqualTo(Path.of("/var/lib", value("StateDirectory")))
                .isEqualTo(Path.of(value("WorkingDirectory")));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void givesTheProgramTheTimeThatItTakesToEnd() throws IOException {
        assertThat(Integer.parseInt(value("TimeoutStopSec"))).isGreaterThan(8);
        assertThat(Files.readString(UNIT)).doesNotContainPattern("(?m)^MemoryDenyWriteExecute");
    }

    @Test
    void isRightForSystemd() throws Exception {
        // It looks whether the command is there, and whether a page that is named is installed.
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/java")), "no /usr/bin/java on this machine");
        Tool verified = Tool.run(
                directory, "systemd-analyze", "verify", UNIT.toAbsolutePath().toString());
        assertThat(verified).isEqualTo(new Tool(0, ""));
    }

    private static Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (String variable : values("Environment")) {
            environment.put(variable.replaceFirst("=.*", ""), variable.replaceFirst("[^=]*=", ""));
        }
        assertThat(environment).isNotEmpty();
        return environment;
    }

    private static String value(String key) throws IOException {
        List<String> values = values(key);
        assertThat(values).as(key).hasSize(1);
        return values.get(0);
    }

    private static List<String> values(String key) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }
}
