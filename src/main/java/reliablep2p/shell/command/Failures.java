package reliablep2p.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import reliablep2p.model.Printable;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.RefusedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.storage.DirectoryInUseException;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.VerificationException;

/** The one place where exceptions and outcomes become an exit code and a sentence. */
public final class Failures {
    private static final int MOST_REASONS = 5;

    private final Consumer<Throwable> log;

    /**
     * Failures whose exceptions go to this log too.
     *
     * @param log takes exceptions that may hold more than the sentence tells
     */
    public Failures(Consumer<Throwable> log) {
        this.log = log;
    }

    /**
     * What is printed of an exception that ended a command.
     *
     * @param cancellation that of the command: whatever follows from closed sockets is an interruption
     */
    public Answer.Failed of(Exception exception, Cancellation cancellation) {
        if (exception instanceof CommandException failed) {
            return failed.answer();
        }
        if (exception instanceof NotConnectedException || exception instanceof RefusedException) {
            return new Answer.Failed(ExitCode.FAILED, message(exception));
        }
        if (cancellation.isCancelled() && exception instanceof IOException) {
            return new Answer.Failed(ExitCode.INTERRUPTED, "Interrupted.");
        }
        return of(exception);
    }

    /** What is printed of an exception that ended anything else. */
    public Answer.Failed of(Exception exception) {
        log.accept(exception);
        if (exception instanceof ConnectException connect) {
            return connect(connect);
        }
        return new Answer.Failed(code(exception), sentence(exception));
    }

    private static ExitCode code(Exception exception) {
        if (exception instanceof VerificationException) {
            return ExitCode.VERIFICATION;
        }
        return exception instanceof StorageException && !(exception instanceof DirectoryInUseException)
                ? ExitCode.DISK
                : ExitCode.FAILED;
    }

    private static String sentence(Exception exception) {
        if (exception instanceof StorageException || exception instanceof IOException) {
            return message(exception);
        }
        return "a fault of this program: " + Printable.text(exception.toString())
                + "; the log in the peer's directory has the details";
    }

    private static Answer.Failed connect(ConnectException exception) {
        String message = message(exception);
        return switch (exception.reason()) {
            case UNREACHABLE ->
                new Answer.Failed(ExitCode.DATABASE_UNREACHABLE, message + "\nIs it running? connect tries again.");
            case NOT_A_DATABASE_PEER ->
                new Answer.Failed(
                        ExitCode.DATABASE_UNREACHABLE, message + "\nCheck --db-host and --db-port of this peer.");
            case REFUSED, CATALOG_REFUSED -> new Answer.Failed(ExitCode.REFUSED, message);
            case WRONG_ID ->
                new Answer.Failed(
                        ExitCode.REFUSED,
                        message
                                + ".\nAsk the network's operator for the id, over another way, before you go on. If it was"
                                + " changed on\npurpose, trust-reset forgets the one that was remembered; then connect"
                                + " again.");
        };
    }

    /** What a fetch that brought nothing comes to. */
    static CommandException of(FetchOutcome outcome, boolean secure) {
        if (outcome instanceof FetchOutcome.NobodyHasIt nobody) {
            return new CommandException(
                    ExitCode.NOBODY_HAS_IT,
                    (secure
                                    ? nobody.file().name() + " did not come from the one peer that was asked;"
                                            + " get asks all of them"
                                    : "nobody who could be reached has "
                                            + nobody.file().name() + " now (" + nobody.asked()
                                            + " asked); try again when more peers are there")
                            + reasons(nobody.refusals()));
        }
        if (outcome instanceof FetchOutcome.WrongBytes wrong) {
            return new CommandException(
                    ExitCode.VERIFICATION,
                    "the bytes that came for " + wrong.file().name() + " were not the file's and have been thrown away"
                            + reasons(wrong.refusals()));
        }
        if (outcome instanceof FetchOutcome.NoSuchMember stranger) {
            return new CommandException(
                    ExitCode.REFUSED,
                    "no member of the network listens on " + stranger.address() + "; peers shows who does");
        }
        if (outcome instanceof FetchOutcome.Stopped stopped) {
            String name = stopped.file().name().text();
            return new CommandException(
                    ExitCode.INTERRUPTED,
                    stopped.dropped()
                            ? name + " was cancelled, and what had come of it thrown away"
                            : name + " was paused; what came is kept, and resume goes on with it");
        }
        return TrustFailures.of(outcome);
    }

    /**
     * A name that no file of the network has.
     *
     * @param typed what the person asked for; made printable here
     * @param suggestion a sentence to add, or nothing
     */
    static CommandException notInCatalog(String typed, String suggestion) {
        return new CommandException(
                ExitCode.NOT_IN_CATALOG,
                Printable.text(typed) + " is not in the catalog; "
                        + (suggestion.isEmpty() ? "list shows what is" : suggestion));
    }

    private static String reasons(List<FetchOutcome.Refusal> refusals) {
        StringBuilder lines = new StringBuilder();
        for (FetchOutcome.Refusal refusal : refusals.subList(0, Math.min(MOST_REASONS, refusals.size()))) {
            lines.append("\n  ").append(refusal.peer()).append(": ").append(Printable.text(refusal.reason()));
        }
        if (refusals.size() > MOST_REASONS) {
            lines.append("\n  and ").append(refusals.size() - MOST_REASONS).append(" more");
        }
        return lines.toString();
    }

    private static String message(Exception exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getSimpleName() : Printable.text(message);
    }
}
