package reliablep2p.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, on a pseudo-terminal that a test types at. */
final class PseudoTerminal implements AutoCloseable {
    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";

    private static final long PATIENCE_SECONDS = 30;

    private final PtyProcess process;
    private final StringBuilder shown = new StringBuilder();
    private final Thread reader;

    /** Up to here {@link #await} has looked. */
    private int seen;

    private boolean ended;

    private PseudoTerminal(PtyProcess process) {
        this.process = process;
        this.reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
    }

    /** Starts the program, the built jar if there is one. */
    static PseudoTerminal start(Path directory, String term, int columns, String... args) throws IOException {
        return start(directory, Map.of("TERM", term), columns, args);
    }

    /** Starts the program with these variables set. */
    static PseudoTerminal start(Path directory, Map<String, String> variables, int columns, String... args)
            throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        return startOn(java, directory, variables, columns, args);
    }

    /** Starts the program on this JVM. */
    static PseudoTerminal startOn(
            String java, Path directory, Map<String, String> variables, int columns, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java));
        String jar = System.getProperty("reliablep2p.jar");
        command.addAll(
                jar == null
                        ? List.of("-cp", System.getProperty("java.class.path"), "reliablep2p.app.Main")
                        : List.of("-jar", jar));
        command.addAll(List.of(args));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("NO_COLOR");
        // What a person has set on this machine must not reach a test.
        environment.keySet().removeIf(variable -> variable.startsWith("RELIABLEP2P_"));
        environment.put(
                "XDG_CONFIG_HOME",
                directory.resolve("no-config").toAbsolutePath().toString());
        environment.putAll(variables);
        PseudoTerminal terminal = new PseudoTerminal(new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(environment)
                .setDirectory(directory.toString())
                .setInitialColumns(columns)
                .setInitialRows(24)
                .start());
        terminal.reader.start();
        return terminal;
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                add(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // A pseudo-terminal ends with an error when its last process has gone.
        }
        end();
    }

    private synchronized void add(String text) {
        shown.append(text);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    void type(String keys) throws IOException {
        type(keys.getBytes(StandardCharsets.UTF_8));
    }

    /** Types bytes that may be no text. */
    void type(byte[] keys) throws IOException {
        process.getOutputStream().write(keys);
        process.getOutputStream().flush();
    }

    void resize(int columns) {
        process.setWinSize(new WinSize(columns, 24));
    }

    /** Waits until this text has come since the last one that was waited for. */
    synchronized void await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int at = shown.indexOf(text, seen);
        while (at < 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            assertThat(left > 0 && !ended)
                    .as("waiting for '%s' after:%n%s", text, shown)
                    .isTrue();
            wait(left);
            at = shown.indexOf(text, seen);
        }
        seen = at + text.length();
    }

    /** What was shown up to the text that was waited for last. */
    synchronized String awaited() {
        return shown.substring(0, seen);
    }

    /** All that was shown until now. */
    synchronized String shown() {
        return shown.toString();
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the end of the process. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("end of the program; shown:%n%s", shown())
                .isTrue();
        return process.exitValue();
    }

    /** Ends the program. Whatever happened, a person is never shown where in the code it did. */
    @Override
    public void close() {
        process.destroyForcibly();
        assertThat(shown()).doesNotContain("Exception", "\tat reliablep2p.", "    at reliablep2p.");
    }
}
