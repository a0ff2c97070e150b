package reliablep2p.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Limits;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.FetchListener;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.OfferSettings;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.shell.Announcer;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/** Starts a whole network in this process: a database peer, two peers that hold some files, and the person's own. */
final class DemoStarter implements Starter {
    private static final String HOST = "127.0.0.1";
    private static final int ANY_FREE_PORT = 0;
    private static final int OTHERS = 2;

    /** How many files each of the others holds. */
    private static final int HELD = 3;

    @Override
    public Running start(Program program)
            throws ConnectException, NotConnectedException, IOException, StorageException {
        Path directory = Files.createTempDirectory("reliablep2p-demo-");
        program.ending().onClose(() -> DirectoryTree.delete(directory));
        Address database = startDatabase(directory, program);
        for (int i = 0; i < OTHERS; i++) {
            startOther(i, directory, database, program);
        }
        return startOwn(directory, database, program);
    }

    private static Address startDatabase(Path directory, Program program) throws IOException, StorageException {
        // A database peer does not look at where the database peer is.
        Address unused = new Address(HOST, Address.MAX_PORT);
        DatabaseNode node = DatabaseNode.start(
                PeerDirectory.open(directory.resolve("db")),
                settings(unused),
                OfferSettings.defaults(),
                ClassPathSamples.load(),
                event -> {});
        program.ending().onClose(node);
        return node.self().address();
    }

    private static void startOther(int number, Path directory, Address database, Program program)
            throws ConnectException, NotConnectedException, IOException, StorageException {
        PeerNode node = PeerNode.start(
                PeerDirectory.open(directory.resolve("peer_" + (number + 1))), settings(database), event -> {});
        program.ending().onClose(node);
        node.connect(Optional.empty(), new Cancellation());
        for (FileName name : share(number, node.list())) {
            node.get(name, OptionalInt.empty(), FetchListener.SILENT, new Cancellation());
        }
    }

    /** Different files for each, so that it matters who is asked. */
    private static List<FileName> share(int number, List<ListedFile> files) {
        return IntStream.range(0, files.size())
                .filter(i -> i % OTHERS == number)
                .limit(HELD)
                .mapToObj(i -> files.get(i).file().name())
                .toList();
    }

    private static Running startOwn(Path directory, Address database, Program program)
            throws ConnectException, IOException, StorageException {
        Output output = program.output();
        PeerDirectory own = PeerDirectory.open(directory.resolve("peer_" + (OTHERS + 1)));
        program.logInto(own);
        Announcer announcer = program.announcer(false);
        PeerNode node = PeerNode.start(own, settings(database), program.events(announcer));
        program.ending().onClose(new Goodbye(node, output));
        output.print(new Answer.Ready(node.self(), node.seeding().size(), 0, false));
        output.print(new Answer.Joined(node.connect(Optional.empty(), new Cancellation()), database));
        announcer.ready();
        output.note("A network of four in one process; what you get lands in " + own.files() + ". Type");
        output.note("  list, then get and a name: the others hold some files, and get finds out who;");
        output.note("  address-book to see what was learned, help for all commands, disconnect to leave.");
        RunningPeer peer = new RunningPeer(node);
        return new Running.Here(peer, Commands.ofPeer(peer, program.context(output, announcer)), own, false);
    }

    private static NodeSettings settings(Address database) {
        return new NodeSettings(HOST, ANY_FREE_PORT, database, Limits.defaults());
    }
}
