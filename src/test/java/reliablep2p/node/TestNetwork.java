package reliablep2p.node;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Limits;
import reliablep2p.net.Cancellation;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/** A database peer and ordinary peers in this process, on free ports of the loopback, with real files. */
public final class TestNetwork implements Closeable {
    public static final String HOST = "127.0.0.1";

    private final Deque<Closeable> open = new ArrayDeque<>();
    private final List<PeerNode> peers = new ArrayList<>();
    private final Path directory;
    private final Limits limits;

    public final List<NodeEvent> databaseEvents = new CopyOnWriteArrayList<>();
    public final Map<String, List<NodeEvent>> peerEvents = new TreeMap<>();
    private DatabaseNode database;
    private OfferSettings offers = OfferSettings.defaults();
    private ScrubSettings scrub = ScrubSettings.daily(ScrubSettings.DEFAULT_RATE);

    public TestNetwork(Path directory) throws IOException, StorageException {
        this(directory, Map.of());
    }

    /** A network with these files, given by name and text. */
    public TestNetwork(Path directory, Map<String, String> files) throws IOException, StorageException {
        this(directory, files, TestLimits.quick());
    }

    /** A network with these files and limits. */
    public TestNetwork(Path directory, Map<String, String> files, Limits limits) throws IOException, StorageException {
        this.directory = directory;
        this.limits = limits;
        this.database = startDatabase(0, samples(files));
    }

    public DatabaseNode database() {
        return database;
    }

    public Limits limits() {
        return limits;
    }

    public Path databaseFiles() {
        return directory.resolve("db");
    }

    public Path files(String peer) {
        return directory.resolve(peer);
    }

    public Address databaseAddress() {
        return database.self().address();
    }

    /** What the database peer does with offers, from its next start on. */
    public void offers(OfferSettings settings) {
        offers = settings;
    }

    /** When files are read again, at what is started from now on. */
    public void scrub(ScrubSettings settings) {
        scrub = settings;
    }

    /** Ends the database peer without a word, as a kill would. */
    public void killDatabase() {
        database.close();
    }

    /** Starts the database peer again, on the port that it had. */
    public void restartDatabase() throws IOException, StorageException {
        database = startDatabase(databaseAddress().port(), Samples.none());
    }

    private DatabaseNode startDatabase(int port, Samples samples) throws IOException, StorageException {
        NodeSettings settings = settings(port, new Address(HOST, 1));
        DatabaseNode node =
                DatabaseNode.start(PeerDirectory.open(databaseFiles()), settings, offers, samples, databaseEvents::add);
        open.push(node);
        return node;
    }

    private NodeSettings settings(int port, Address databasePeer) {
        return new NodeSettings(HOST, port, databasePeer, limits, TransferSettings.defaults(), scrub);
    }

    /** All peers that were started, in that order. */
    public List<PeerNode> peers() {
        return List.copyOf(peers);
    }

    /** Starts a peer that has not connected. */
    public PeerNode start(String name) throws IOException, StorageException {
        return startAt(name, databaseAddress());
    }

    /** Starts a peer that listens on this port, and has not connected. */
    public PeerNode startOn(String name, int port) throws IOException, StorageException {
        return start(name, port, databaseAddress());
    }

    /** Starts a peer that looks for its database peer at this address. */
    public PeerNode startAt(String name, Address databasePeer) throws IOException, StorageException {
        return start(name, 0, databasePeer);
    }

    private PeerNode start(String name, int port, Address databasePeer) throws IOException, StorageException {
        List<NodeEvent> events = peerEvents.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
        NodeSettings settings = settings(port, databasePeer);
        PeerNode node = PeerNode.start(PeerDirectory.open(files(name)), settings, events::add);
        open.push(node);
        peers.add(node);
        return node;
    }

    /** Starts a peer and connects it. */
    public PeerNode join(String name) throws Exception {
        PeerNode node = start(name);
        node.connect(Optional.empty(), new Cancellation());
        return node;
    }

    public static FetchOutcome get(PeerNode peer, String name) throws Exception {
        return peer.get(new FileName(name), OptionalInt.empty(), FetchListener.SILENT, new Cancellation());
    }

    public static FetchOutcome secureGet(PeerNode peer, String name, Address from) throws Exception {
        return peer.secureGet(new FileName(name), from, FetchListener.SILENT, new Cancellation());
    }

    /** Waits for something that has to happen by itself. */
    public static void eventually(Duration within, Callable<Boolean> condition) {
        Awaitility.await().atMost(within).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    /** The names of the files that {@code list} shows. */
    public static List<String> listed(PeerNode peer) throws NotConnectedException {
        return peer.list().stream().map(file -> file.file().name().text()).toList();
    }

    /** Puts a file into the directory of the database peer as an operator does it: by a move. */
    public void publish(String name, String text) throws IOException {
        Path prepared = Files.writeString(directory.resolve("prepared"), text);
        Files.setLastModifiedTime(prepared, FileTime.fromMillis(System.currentTimeMillis()));
        Files.move(prepared, databaseFiles().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Copies a directory as {@code cp -a} does. */
    public static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
                    continue; // The socket for commands.
                }
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Samples samples(Map<String, String> files) {
        return new Samples() {
            @Override
            public List<FileName> names() {
                return files.keySet().stream().sorted().map(FileName::new).toList();
            }

            @Override
            public InputStream open(FileName name) {
                return new ByteArrayInputStream(
                        files.getOrDefault(name.text(), "").getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    @Override
    public void close() throws IOException {
        for (Closeable node : new ArrayList<>(open)) {
            node.close();
        }
    }
}
