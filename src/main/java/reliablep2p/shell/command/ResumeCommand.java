package reliablep2p.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.node.Download;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** Goes on with transfers. */
@Command(
        name = "resume",
        hidden = true,
        description = {
            "Go on with downloads.",
            "With all that are paused or unfinished, or with these files. Only what is missing is fetched, from whoever has it."
        },
        footer = {"", "Examples:", "  resume", "  resume big.iso"})
final class ResumeCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;
    private final Failures failures;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Names or patterns; all that wait, if there are none.")
    private List<String> files = List.of();

    ResumeCommand(PeerOperations peer, Output output, Failures failures) {
        this.peer = peer;
        this.output = output;
        this.failures = failures;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return new Unfinished(peer).names(ResumeCommand::concerns);
    }

    private static boolean concerns(Download download) {
        return download.state() != Download.State.RUNNING && download.only().isEmpty();
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, StorageException {
        List<Download> chosen = new Unfinished(peer)
                .of(files, ResumeCommand::concerns, "no such download waits; downloads shows what does");
        List<Wanted> wanted = chosen.stream()
                .<Wanted>map(download -> new Wanted.Fetch(download.file(), false))
                .toList();
        Answer.FetchedSeveral answer = new FetchSeveral(peer, output, failures, cancellation).run(wanted);
        output.print(answer);
        return answer.ends().code();
    }
}
