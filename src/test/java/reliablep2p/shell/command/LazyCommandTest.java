package reliablep2p.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterIndexGapException;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.ExitCode;

class LazyCommandTest {
    @Test
    void isNotLookedAtUntilItIsUsed() {
        LazyCommand wrong = new LazyCommand(new Wrong());
        assertThat(wrong.names()).containsExactly("wrong", "w");
        // Shows that the model is made by this call: its parameters leave a gap, which picocli refuses.
        assertThatThrownBy(wrong::line).isInstanceOf(ParameterIndexGapException.class);
    }

    @Test
    void isMadeOnce() {
        LazyCommand status = new LazyCommand(new Fine());
        assertThat(status.names()).containsExactly("fine");
        assertThat(status.line()).isSameAs(status.line());
        assertThat(status.line().getCommandSpec().optionsMap()).containsKeys("-h", "--help");
    }

    @Test
    void needsAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LazyCommand(cancellation -> ExitCode.DONE));
    }

    @Command(name = "wrong", aliases = "w")
    private static final class Wrong implements ShellCommand {
        @Parameters(index = "1")
        private String second;

        @Override
        public ExitCode run(Cancellation cancellation) {
            return second == null ? ExitCode.USAGE : ExitCode.DONE;
        }
    }

    @Command(name = "fine")
    private static final class Fine implements ShellCommand {
        @Override
        public ExitCode run(Cancellation cancellation) {
            return ExitCode.DONE;
        }
    }
}
