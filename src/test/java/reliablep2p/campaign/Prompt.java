package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import reliablep2p.app.JarProcess;

/** A peer in a process of its own that takes commands from a pipe and answers in JSON: what campaigns type. */
record Prompt(JarProcess process) {
    /** Everything that a command that was typed may end with. */
    static final String FETCHED_OR_NOT = "fetched|present|error";

    /** What is asked of a peer in every state of the network. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Types a command, and waits for the first line that is one of these events, such as {@code fetched|error}. */
    String ask(String command, String events, Duration within) throws IOException, InterruptedException {
        process.type(command + "\n");
        return await(events, within);
    }

    /** Has a process whose prompt is a pipe answer a command with this event. */
    static String ask(JarProcess process, String command, String event) throws IOException, InterruptedException {
        return new Prompt(process).ask(command, event, JarProcess.PATIENCE);
    }

    /** Waits for the next line that is one of these events. */
    String await(String events, Duration within) throws InterruptedException {
        return process.out().await("\\{\"event\":\"(?:" + events + ")\".*", within);
    }

    /** Joins the network, which has to work. */
    void connect() throws IOException, InterruptedException {
        assertThat(ask("connect", "connected|error", JarProcess.PATIENCE)).contains("\"event\":\"connected\"");
    }

    /** Fetches a file, which has to work within this time. */
    void get(String name, Duration within) throws IOException, InterruptedException {
        assertThat(ask("get " + name, FETCHED_OR_NOT, within))
                .as(process::toString)
                .doesNotContain("\"event\":\"error\"");
    }

    /** Types a command that answers with a line for each of some things; all of these lines. */
    List<String> all(String command, String event) throws IOException, InterruptedException {
        int before = process.out().all().size();
        ask(command, event, JarProcess.PATIENCE);
        status(); // By then the whole answer is here.
        List<String> lines = process.out().all();
        return lines.subList(before, lines.size()).stream()
                .filter(line -> line.startsWith("{\"event\":\"" + event + "\""))
                .toList();
    }

    String status() throws IOException, InterruptedException {
        return ask("status", "status", SOON);
    }

    /** Waits until it says by itself that it is in a network with so many members. */
    Duration awaitWhole(int members, Duration within) {
        long begun = System.nanoTime();
        Awaitility.await("a network of " + members)
                .atMost(within.plus(SOON)) // An answer may take its time; what counts is measured below.
                .pollInterval(Duration.ofMillis(100))
                .until(
                        this::status,
                        status -> status.contains("\"connection\":\"connected\"")
                                && status.contains("\"members\":" + members + ","));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(taken).as("whole again").isLessThan(within);
        return taken;
    }
}
