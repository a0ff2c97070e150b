package reliablep2p.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import reliablep2p.shell.command.CommandContext;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.command.DatabaseOperations;
import reliablep2p.shell.command.EventSwitch;
import reliablep2p.shell.command.Failures;
import reliablep2p.shell.command.PeerOperations;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.Output;

/** The commands of both roles as a manual needs them: to be described, not to be run. */
final class PromptCommands {
    private PromptCommands() {}

    static List<CommandSpec> ofPeer() {
        return Commands.ofPeer(nobody(PeerOperations.class), context()).described();
    }

    static List<CommandSpec> ofDatabase() {
        return Commands.ofDatabase(nobody(DatabaseOperations.class), context()).described();
    }

    /** A peer that is not there, and that nobody asks. */
    private static <T> T nobody(Class<T> operations) {
        return operations.cast(Proxy.newProxyInstance(
                operations.getClassLoader(), new Class<?>[] {operations}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("there is no peer to be asked for " + method.getName());
                }));
    }

    private static Output nowhere() {
        PrintStream none = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return EarlyOutput.text(none, none);
    }

    private static CommandContext context() {
        return new CommandContext(nowhere(), new Failures(trouble -> {}), new NoNews(), Answer.Settings::none);
    }

    /** News that nobody waits for. */
    private static final class NoNews implements EventSwitch {
        @Override
        public void turn(boolean on) {}

        @Override
        public boolean isOn() {
            return false;
        }
    }
}
