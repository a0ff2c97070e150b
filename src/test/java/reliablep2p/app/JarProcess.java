package reliablep2p.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The built jar in a process of its own, without a terminal, and the lines that it has printed so far. */
public final class JarProcess implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Lines out;
    private final Lines err;

    private JarProcess(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream(), "standard output");
        this.err = new Lines(process.getErrorStream(), "standard error");
    }

    /** Starts the jar in this working directory; its standard input is a pipe that stays open. */
    public static JarProcess start(Path directory, List<String> javaOptions, List<String> arguments)
            throws IOException {
        return start(directory, List.of(), javaOptions, arguments);
    }

    /** The same by another program, whose command line the jar's is the end of. */
    public static JarProcess start(Path directory, List<String> by, List<String> javaOptions, List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(javaOptions);
        all.addAll(List.of("-jar", System.getProperty("reliablep2p.jar")));
        all.addAll(arguments);
        return startJava(directory, by, all);
    }

    /** Starts a class of the tests in a process of its own by another program, in the same way. */
    public static JarProcess start(Path directory, List<String> by, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        all.addAll(arguments);
        return startJava(directory, by, all);
    }

    private static JarProcess startJava(Path directory, List<String> by, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(by);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // A JVM that finds one of these says so on standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("_JAVA_OPTIONS");
        // What a person has set on this machine must not reach a test.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("RELIABLEP2P_"));
        builder.environment()
                .put(
                        "XDG_CONFIG_HOME",
                        directory.resolve("no-config").toAbsolutePath().toString());
        return new JarProcess(builder.start());
    }

    public long pid() {
        return process.pid();
    }

    public Lines out() {
        return out;
    }

    public Lines err() {
        return err;
    }

    public void type(String text) throws IOException {
        type(text.getBytes(UTF_8));
    }

    /** Sends bytes that may be no text. */
    public void type(byte[] bytes) throws IOException {
        process.getOutputStream().write(bytes);
        process.getOutputStream().flush();
    }

    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Asks it to end, as kill does. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy would close the pipes as well.
    }

    /** Makes it stand still, as SIGSTOP does: its sockets stay open, and nobody answers at them. */
    public void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after {@link #stop}. */
    public void proceed() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    /** Lets it run for so long, or until it ends. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as kill -9 does, and waits until it has gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    /** Waits for the end of the process and of everything it has printed. */
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as(() -> "end of the process; " + this)
                .isTrue();
        out.awaitEnd();
        err.awaitEnd();
        return process.exitValue();
    }

    /** Waits for the end with this exit code. */
    public JarProcess endsWith(int code) throws InterruptedException {
        assertThat(exitCode()).as(this::toString).isEqualTo(code);
        return this;
    }

    @Override
    public String toString() {
        return "standard output:\n" + out + "\nstandard error:\n" + err;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What came on one of the streams. Thread-safe: a thread reads, a test waits. */
    public static final class Lines {
        private final List<String> lines = new ArrayList<>();
        private final String name;

        /** The lines before this one have been looked at. */
        private int next;

        private boolean ended;

        private Lines(InputStream stream, String name) {
            this.name = name;
            Thread reader = new Thread(() -> read(stream), name);
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                // The stream of a process that was killed may end with an error.
            }
            end();
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        /** The next line, after those looked at before, that matches as a whole. */
        public String await(String regex) throws InterruptedException {
            return await(regex, PATIENCE);
        }

        /** The same, but within this time. */
        public synchronized String await(String regex, Duration within) throws InterruptedException {
            Pattern pattern = Pattern.compile(regex);
            long deadline = System.nanoTime() + within.toNanos();
            while (true) {
                while (next < lines.size()) {
                    String line = lines.get(next++);
                    if (pattern.matcher(line).matches()) {
                        return line;
                    }
                }
                wait(left(deadline, regex));
            }
        }

        /** Any line that matches as a whole, whenever it came or comes; the order of lines does not matter. */
        public synchronized void awaitAnywhere(String regex) throws InterruptedException {
            Pattern pattern = Pattern.compile(regex);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (lines.stream().noneMatch(line -> pattern.matcher(line).matches())) {
                wait(left(deadline, regex));
            }
        }

        private synchronized void awaitEnd() throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!ended) {
                wait(left(deadline, "its end"));
            }
        }

        /** The milliseconds that are left to wait; fails if there are none, or nothing can come any more. */
        private synchronized long left(long deadline, String what) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            assertThat(left > 0 && !ended)
                    .as(() -> "waiting for '" + what + "' on " + name + ", which holds:\n" + this)
                    .isTrue();
            return left;
        }

        /** All lines until now. */
        public synchronized List<String> all() {
            return List.copyOf(lines);
        }

        @Override
        public String toString() {
            return String.join("\n", all());
        }
    }
}
