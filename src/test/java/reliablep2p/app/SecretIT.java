package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.Address;
import reliablep2p.model.Invitation;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PeerId;

/** Where the built jar leaves an invitation that it was given: nowhere. */
class SecretIT {
    private static final String UP = "\u001bOA";

    @TempDir
    private Path home;

    private JarNetwork network;
    private int port;
    private String word;

    @BeforeEach
    void makeNetwork() throws Exception {
        network = new JarNetwork(home);
        port = JarNetwork.freePort();
        word = new Invitation(
                        new Address("127.0.0.1", JarNetwork.freePort()),
                        new PeerId("1".repeat(64)),
                        new InvitationSecret("c0ffee00".repeat(8)))
                .word();
    }

    @AfterEach
    void endNetwork() throws Exception {
        network.close();
    }

    @Test
    void keepsNothingOfWhatWasTypedAtThePrompt() throws Exception {
        List<String> ports =
                List.of("--port", Integer.toString(port), "--db-port", Integer.toString(network.databasePort()));
        try (PseudoTerminal terminal =
                PseudoTerminal.start(network.filesOf(port).getParent(), "xterm", 200, ports.toArray(String[]::new))) {
            terminal.await("(offline)> ");
            terminal.type("seeding\r");
            terminal.await("has no files yet");
            terminal.await("(offline)> ");
            terminal.type("connect " + word + "\r");
            terminal.await(word);
            terminal.await("(offline)> ");
            terminal.type(word + "\r");
            terminal.await("an invitation is no command");
            terminal.await("(offline)> ");
            String before = terminal.shown();
            terminal.type(UP);
            terminal.await("seeding");
            assertThat(terminal.shown().substring(before.length())).doesNotContain(word);
            terminal.type("\r");
            terminal.await("has no files yet");
            terminal.await("(offline)> ");
            terminal.type(PseudoTerminal.CTRL_D);
            assertThat(terminal.exitCode()).isZero();
        }
        assertThat(own("history")).contains("seeding");
        assertNothingIn(network.filesOf(port));
    }

    @Test
    void keepsNothingOfWhatAFileHandsToARunningPeer() throws Exception {
        JarProcess service = network.start(port, "--debug", "--stay", "-c", "status");
        service.out().await("Peer ready .*");
        Path script = Files.writeString(home.resolve("join.txt"), "connect " + word + "\n" + word + "\n");
        List<Integer> ends = new ArrayList<>();
        for (String option : List.of("--keep-going", "--json")) {
            JarProcess commander = network.run(port, option, "-f", script.toString());
            ends.add(commander.exitCode());
        }
        assertThat(ends).allMatch(code -> code != 0);
        service.terminate();
        service.endsWith(0);
        assertThat(own("log")).contains("connect from another process", "(an invitation) from another process");
        assertNothingIn(network.filesOf(port));
    }

    @Test
    void refusesItOnTheCommandLine() throws Exception {
        JarProcess refused = network.run(port, "-c", "connect " + word).endsWith(2);
        assertThat(refused.err().toString())
                .contains("an invitation is a secret")
                .doesNotContain(word);
        assertThat(network.filesOf(port)).doesNotExist();
    }

    private String own(String file) throws IOException {
        return Files.readString(network.filesOf(port).resolve(".reliablep2p").resolve(file));
    }

    private void assertNothingIn(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(word.substring(60), "c0ffee00c0ffee00");
            }
        }
    }
}
