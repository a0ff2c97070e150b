package reliablep2p.shell.command;

import java.util.List;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.ExitCode;

/** Runs commands and prints what they come to: in this process, or at a peer that runs in another one. */
public interface Interpreter {
    /**
     * Runs one command.
     *
     * @param words the command's name and what follows it; at least one
     * @param cancellation the person's wish to stop
     */
    ExitCode run(List<String> words, Cancellation cancellation);

    /** Whether a command has asked to end the program. */
    boolean hasEnded();
}
