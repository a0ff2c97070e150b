package reliablep2p.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A script of sh, in which the built jar is the command {@code p2p}: redirected and piped as people do it. */
final class ShellScript {
    /** What a person has set on this machine must not reach a test. */
    private static final String PRELUDE = """
            for v in $(env | sed -n 's/^\\(RELIABLEP2P_[A-Z_]*\\)=.*/\\1/p'); do unset "$v"; done
            unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS NO_COLOR
            export XDG_CONFIG_HOME=no-config
            java="$0" jar="$1"; shift
            p2p() { "$java" -jar "$jar" "$@"; }
            """;

    private ShellScript() {}

    /** Runs it to its end, in this directory and with these as {@code $@}; standard input is at its end. */
    static Tool run(Path directory, String script, String... arguments) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return runOn(java, directory, script, arguments);
    }

    /** Runs it with the jar on this JVM. */
    static Tool runOn(Path java, Path directory, String script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", PRELUDE + script, java.toString(), System.getProperty("reliablep2p.jar")));
        command.addAll(List.of(arguments));
        return Tool.run(directory, command.toArray(String[]::new));
    }
}
