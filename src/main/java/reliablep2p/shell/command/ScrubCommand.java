package reliablep2p.shell.command;

import java.io.IOException;
import picocli.CommandLine.Command;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ScrubReport;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.LineProgress;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** Reads the kept files again. */
@Command(
        name = "scrub",
        hidden = true,
        description = {
            "Read every file again and mend what the disk has damaged.",
            "Each file of the catalog that is here is compared with its hash. One that differs though nobody wrote to it is"
                    + " put aside, served to nobody, and fetched again from a peer that holds it. A peer does all this by"
                    + " itself once a day, slowly; status tells what came of it."
        },
        footer = {"", "Example:", "  scrub"})
final class ScrubCommand implements ShellCommand {
    private final NodeOperations node;
    private final Output output;

    ScrubCommand(NodeOperations node, Output output) {
        this.node = node;
        this.output = output;
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws IOException, StorageException {
        ScrubReport report;
        try (LineProgress progress = LineProgress.start(output, 1)) {
            report = node.scrub(progress, cancellation);
        }
        output.print(new Answer.Scrubbed(report));
        return report.isWhole() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
