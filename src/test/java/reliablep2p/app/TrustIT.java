package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalog promises, with real processes: from a share to the file's being taken back. */
class TrustIT {
    @TempDir
    private Path home;

    private JarNetwork network;

    @BeforeEach
    void start() throws Exception {
        network = new JarNetwork(home);
        network.startDatabase();
    }

    @AfterEach
    void end() throws Exception {
        network.close();
    }

    private JarProcess service(int port) throws Exception {
        JarProcess service = network.start(port, "--stay", "-c", "connect");
        service.out().await("Connected: .*");
        return service;
    }

    private JarProcess operator(String commands) throws Exception {
        return network.run(network.databasePort(), "-c", commands);
    }

    @Test
    void keepsWhatWasSharedAndTakesBackWhatWasRevoked() throws Exception {
        int ann = JarNetwork.freePort();
        int bob = JarNetwork.freePort();
        int cid = JarNetwork.freePort();
        JarProcess sharer = service(ann);
        service(bob);
        service(cid);
        Path file = Files.writeString(home.resolve("plan.txt"), "the plan");

        network.run(ann, "-c", "share " + file).endsWith(0).out().await("Shared plan\\.txt .*operator decides.*");
        operator("get plan.txt").endsWith(2);
        network.run(bob, "-c", "get plan.txt").endsWith(3);
        operator("pending; approve plan.txt").endsWith(0).out().awaitAnywhere(".*plan\\.txt .*waiting.*");
        sharer.kill();

        network.run(bob, "-c", "get plan.txt").endsWith(0).out().await("Got plan\\.txt .*verified\\.");
        assertThat(network.filesOf(bob).resolve("plan.txt")).hasContent("the plan");
        network.run(cid, "-c", "secure-get plan.txt " + bob).endsWith(0);
        operator("trust " + cid + " the clerk").endsWith(0);
        JarProcess refused =
                network.run(bob, "-c", "secure-get hangman.java " + bob).endsWith(5);
        assertThat(refused.err().toString()).contains("is no trusted peer");
        assertThat(network.filesOf(bob).resolve("hangman.java")).doesNotExist();
        network.run(bob, "-c", "secure-get hangman.java " + cid).endsWith(4);
        operator("revoke plan.txt it was a draft").endsWith(0);

        for (int port : List.of(bob, cid)) {
            JarProcess gone = network.run(port, "-c", "get plan.txt").endsWith(3);
            assertThat(gone.err().toString()).contains("was revoked", "it was a draft");
        }
        network.run(bob, "-c", "seeding; catalog verify").endsWith(0).out().awaitAnywhere(".*plan\\.txt .*revoked.*");
        assertThat(network.filesOf(bob).resolve("plan.txt")).exists();
    }

    @Test
    void provesACopyOfTheCatalogAndNamesItsFirstBadLine() throws Exception {
        int ann = JarNetwork.freePort();
        network.run(ann, "-c", "connect; catalog verify").endsWith(0);
        Path state = network.filesOf(ann).resolve(".reliablep2p");
        Path copy = Files.copy(state.resolve("catalog.jsonl"), home.resolve("catalog.jsonl"));
        Files.copy(state.resolve("catalog-head.json"), home.resolve("catalog-head.json"));
        List<String> lines = Files.readAllLines(copy);
        lines.set(2, lines.get(2).replaceFirst("\"size\":[0-9]+", "\"size\":1"));
        Files.write(copy, String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));

        JarProcess broken =
                network.run(ann, "--json", "-c", "catalog verify " + copy).endsWith(6);
        assertThat(broken.out().toString()).contains("\"line\":4");
    }
}
