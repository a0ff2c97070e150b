package reliablep2p.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.net.CipherWarmUp;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.Samples;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.shell.Announcer;
import reliablep2p.shell.command.CommandException;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.control.RunningAt;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.DirectoryInUseException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/** Starts the peer that the options describe. */
final class RoleStarter implements Starter {
    /** From the opening of the directory; nobody types a name sooner. */
    private static final Duration UNTIL_PROMPT = Duration.ofMillis(600);

    private final ProgramOptions options;

    RoleStarter(ProgramOptions options) {
        this.options = options;
    }

    @Override
    public Running start(Program program) throws CommandException, IOException, StorageException {
        PortQuestions questions = new PortQuestions(program);
        int port = questions.answer("port", options.port(), "Port of this peer: ");
        int databasePort = questions.answer("db-port", options.databasePort(), "Port of the database peer: ");
        Address database = new Address(options.databaseHost(), databasePort);
        boolean isDatabase = options.isDatabase(port, databasePort);
        Path directory = options.directory().resolve(isDatabase ? "db" : "port_" + port);
        NodeSettings settings = new NodeSettings(
                options.host(),
                port,
                database,
                Limits.defaults(),
                options.transfers().settings(),
                options.transfers().scrub());
        try {
            PeerDirectory opened =
                    PeerDirectory.open(directory, options.transfers().keepParts());
            program.logInto(opened);
            ConnectionThreads threads = ConnectionThreads.forThisJava();
            CipherWarmUp.start(threads, program.isInteractive() ? UNTIL_PROMPT : Duration.ZERO);
            HeapTrim.start(threads);
            return isDatabase ? startDatabase(opened, settings, program) : startPeer(opened, settings, program);
        } catch (DirectoryInUseException e) {
            return new HandOver(program).to(directory, new RunningAt(port, databasePort), e);
        }
    }

    private Running startDatabase(PeerDirectory directory, NodeSettings settings, Program program)
            throws IOException, StorageException {
        Output output = program.output();
        Samples samples = options.samples() ? ClassPathSamples.load() : Samples.none();
        Announcer announcer = program.announcer(true);
        DatabaseNode node = DatabaseNode.start(
                directory, settings, options.offers().settings(), samples, program.events(announcer));
        program.ending().onClose(node);
        RunningDatabase database = new RunningDatabase(node);
        Function<Output, Commands> commands = on -> Commands.ofDatabase(database, program.context(on, announcer));
        CommandSocket.open(directory, settings, commands::apply, program);
        output.print(new Answer.Ready(node.self(), node.list().size(), node.samplesAdded(), program.isInteractive()));
        announcer.ready();
        return new Running.Here(database, commands.apply(output), directory, true);
    }

    private static Running startPeer(PeerDirectory directory, NodeSettings settings, Program program)
            throws IOException, StorageException {
        Output output = program.output();
        Announcer announcer = program.announcer(false);
        PeerNode node = PeerNode.start(directory, settings, program.events(announcer));
        program.ending().onClose(new Goodbye(node, output));
        RunningPeer peer = new RunningPeer(node);
        Function<Output, Commands> commands = on -> Commands.ofPeer(peer, program.context(on, announcer));
        CommandSocket.open(directory, settings, commands::apply, program);
        output.print(new Answer.Ready(node.self(), node.seeding().size(), 0, program.isInteractive()));
        announcer.ready();
        return new Running.Here(peer, commands.apply(output), directory, false);
    }
}
