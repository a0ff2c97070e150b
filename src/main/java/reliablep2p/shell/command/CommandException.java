package reliablep2p.shell.command;

import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;

/** A command was not done; the message tells the person what happened and what to do next, and is printable. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    /** Makes the exception. */
    public CommandException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    /** The command is not written as it should be. */
    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }

    /** What a program is told. */
    public ExitCode code() {
        return code;
    }

    /** What is printed. */
    public Answer.Failed answer() {
        return new Answer.Failed(code, String.valueOf(getMessage()));
    }
}
