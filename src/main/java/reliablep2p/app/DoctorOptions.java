package reliablep2p.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import reliablep2p.node.Finding;
import reliablep2p.node.doctor.Doctor;
import reliablep2p.settings.SettingsException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.StorageException;

/** The options of {@code doctor}. */
@Command(
        name = "doctor",
        description = {
            "Examine the directory of a peer that does not run.",
            "Its key, its journal, its state and every file against the journal; without any network, and changing"
                    + " nothing. What is wrong is told with what to do."
        },
        mixinStandardHelpOptions = true,
        usageHelpWidth = 80,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  reliablep2p doctor",
            "  reliablep2p --dir /srv/share doctor",
            "  reliablep2p doctor /mnt/backup/db"
        })
final class DoctorOptions implements Task {
    @ParentCommand
    private ProgramOptions program = new ProgramOptions();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Parameters(
            arity = "0..*",
            paramLabel = "DIRECTORY",
            description =
                    "A database peer's or another peer's, whatever it is called; without one, db and port_N in --dir.",
            converter = ProgramOptions.DirectoryConverter.class)
    private List<Path> directories = List.of();

    @Override
    public ExitCode run(Call call) throws SettingsException {
        call.settingsOfProgram();
        Output output = EarlyOutput.of(json || program.session().json(), call.out(), call.err());
        ExitCode code = ExitCode.DONE;
        try {
            List<Path> all = directories.isEmpty() ? found(program.directory()) : directories;
            if (all.isEmpty()) {
                output.print(new Answer.Failed(ExitCode.FAILED, "there is no db and no port_N here; name a directory"));
                return ExitCode.FAILED;
            }
            for (Path directory : all) {
                code = examine(directory, output) ? code : ExitCode.FAILED;
            }
            return code;
        } catch (IOException e) {
            output.print(new Answer.Failed(ExitCode.FAILED, program.directory() + " can't be read: " + e.getMessage()));
            return ExitCode.FAILED;
        }
    }

    private static boolean examine(Path directory, Output output) {
        List<Finding> findings = new ArrayList<>();
        try {
            Doctor.examine(directory, Clock.systemUTC().instant(), findings::add);
        } catch (StorageException e) {
            output.print(new Answer.Failed(ExitCode.FAILED, String.valueOf(e.getMessage())));
            return false;
        }
        Answer.Examined answer = new Answer.Examined(directory, findings);
        output.print(answer);
        return answer.count(Finding.Level.FAULT) == 0;
    }

    private static List<Path> found(Path parent) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, "{db,port_*}")) {
            entries.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }
}
