package reliablep2p.shell.command;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.net.Cancellation;
import reliablep2p.node.BackupReport;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.LineProgress;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** Copies the database peer's directory. */
@Command(
        name = "backup",
        hidden = true,
        description = {
            "Copy the directory of the database peer while it runs.",
            "The copy is called db and lies in DIR: the network's key, the journal as it is now, every file that it lists, and"
                    + " what waits for a decision, each byte compared with its hash. To restore it, stop the old database peer"
                    + " for good and start one with --dir DIR. The copy holds the network's key: keep it as safe as the"
                    + " original."
        },
        footer = {"", "Example:", "  backup /mnt/disk/monday"})
final class BackupCommand implements ShellCommand {
    private final DatabaseOperations database;
    private final Output output;

    @Parameters(
            paramLabel = "DIR",
            description = "A directory that has no db yet; made if only its last part is missing.")
    private String directory = "";

    BackupCommand(DatabaseOperations database, Output output) {
        this.database = database;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before, String word) {
        return LocalPaths.beginning(word);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws CommandException, IOException, StorageException {
        BackupReport report;
        try (LineProgress progress = LineProgress.start(output, 1)) {
            report = database.backup(LocalPaths.of(directory), progress.as("copying"), cancellation);
        }
        output.print(new Answer.BackedUp(report));
        return report.left().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
