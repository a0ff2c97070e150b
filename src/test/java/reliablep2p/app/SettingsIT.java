package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar with an environment and a settings file, and what the build makes of the manual. */
class SettingsIT {
    @TempDir
    private Path home;

    @Test
    void asksOnlyForWhatNothingSets() throws Exception {
        int port = JarNetwork.freePort();
        Path config = Files.createDirectories(home.resolve("reliablep2p")).resolve("config");
        Files.writeString(config, "db-port = " + port + "\nno-samples = true\n");
        Map<String, String> variables =
                Map.of("TERM", "xterm", "XDG_CONFIG_HOME", home.toString(), "RELIABLEP2P_DIR", home.toString());
        try (PseudoTerminal terminal = PseudoTerminal.start(home, variables, 200)) {
            terminal.await("Port of this peer: ");
            terminal.type(port + "\r");
            terminal.await("Database peer ready on 127.0.0.1:" + port + " (0 trusted files)");
            terminal.await("database " + port + "> ");
            terminal.type("config\r");
            terminal.await("asked at the start");
            terminal.await("file " + config + " line 1");
            terminal.await("environment RELIABLEP2P_DIR");
            terminal.await("The settings file is " + config + ".");
            terminal.type("stop\r");
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(home.resolve("db")).isDirectory();
    }

    @Test
    void writesTheManualThatTheBuildKeeps() throws Exception {
        Path jar = Path.of(System.getProperty("reliablep2p.jar"));
        try (JarProcess process = JarProcess.start(home, List.of(), List.of("man"))) {
            process.endsWith(0);
            assertThat(process.out().all()).isEqualTo(Files.readAllLines(jar.resolveSibling("reliablep2p.1")));
        }
    }
}
