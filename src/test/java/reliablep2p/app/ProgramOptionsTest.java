package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import reliablep2p.node.OfferSettings;

class ProgramOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "--port 9000 --db-port 9000, true",
        "--port 9001 --db-port 9000, false",
        "--port 9000 --db-port 9000 --host 192.168.1.5, true",
        "--port 9000 --db-port 9000 --host 192.168.1.5 --db-host 192.168.1.5, true",
        "--port 9000 --db-port 9000 --host 192.168.1.5 --db-host 192.168.1.6, false"
    })
    void makesTheDatabasePeerOfEqualPortsOnOneHost(String line, boolean database) {
        ProgramOptions options = parse(line.split(" "));
        assertThat(options.isDatabase(port(options.port()), port(options.databasePort())))
                .isEqualTo(database);
    }

    @Test
    void hasTheDefaultsOfTheHelp() {
        ProgramOptions options = parse();
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.databaseHost()).isEqualTo("127.0.0.1");
        assertThat(options.directory()).isEqualTo(Path.of(""));
        assertThat(options.port()).isNull();
        assertThat(options.databasePort()).isNull();
        assertThat(options.samples()).isTrue();
        assertThat(options.offers().settings()).isEqualTo(OfferSettings.defaults());
    }

    private static ProgramOptions parse(String... args) {
        CommandLine commandLine = Main.commandLine();
        commandLine.parseArgs(args);
        return commandLine.getCommand();
    }

    private static int port(@Nullable Integer parsed) {
        return Objects.requireNonNull(parsed);
    }
}
