package reliablep2p.node.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Server;
import reliablep2p.node.FileDetails;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.Samples;
import reliablep2p.node.base.Details;
import reliablep2p.node.base.FileList;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.serve.FileService;
import reliablep2p.node.serve.MapMaker;
import reliablep2p.node.state.Counters;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.FileAdder;
import reliablep2p.storage.FolderSnapshot;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/**
 * The database peer, running: keeps the list of members, makes the catalog of what lies in its directory, and holds
 * every file. All methods may be called by any thread.
 */
public final class DatabaseNode implements Closeable {
    private final Foundation foundation;
    private final Registry registry;
    private final Server server;
    private final Member self;
    private final int samplesAdded;
    private final long startedNanos = System.nanoTime();

    private DatabaseNode(
            NodeSettings settings, Foundation foundation, Registry registry, Server server, int samplesAdded) {
        this.foundation = foundation;
        this.registry = registry;
        this.server = server;
        this.samplesAdded = samplesAdded;
        this.self = new Member(foundation.identity().id(), new Address(settings.host(), server.port()), Role.DATABASE);
    }

    /**
     * Fills the directory if it is new, reads or makes the identity, hashes what is new and listens.
     *
     * @param directory open; closed by {@link #close}, or by this method if it fails
     * @param samples the files to put into a directory that was made by opening it; {@link Samples#none()} for none
     * @throws StorageException if the directory can't be read or written
     * @throws IOException if the port can't be listened on, or a sample can't be read
     */
    public static DatabaseNode start(
            PeerDirectory directory, NodeSettings settings, Samples samples, Consumer<NodeEvent> events)
            throws IOException, StorageException {
        Foundation foundation = Foundation.build(directory, settings, true, events);
        try {
            int added = directory.created() ? addSamples(foundation, samples) : 0;
            Registry registry = new Registry(
                    foundation.knowledge(),
                    foundation.threads(),
                    settings.limits(),
                    events,
                    System.currentTimeMillis());
            registry.changeQuietly(
                    foundation.housekeeper().lookUntilSettled().files().values().stream()
                            .map(StoredFile::file)
                            .toList(),
                    List.of());
            DatabaseNode node = new DatabaseNode(
                    settings, foundation, registry, listen(settings, foundation, registry, events), added);
            foundation.housekeeper().start(scan -> publish(registry, foundation.knowledge(), scan));
            return node;
        } catch (IOException | StorageException | RuntimeException e) {
            foundation.close();
            throw e;
        }
    }

    private static Server listen(
            NodeSettings settings, Foundation foundation, Registry registry, Consumer<NodeEvent> events)
            throws IOException {
        Knowledge knowledge = foundation.knowledge();
        MapMaker maps = new MapMaker(knowledge, false, settings.limits().mapFrame(), new Random());
        FileService files = new FileService(knowledge, foundation.folder(), maps, settings.limits(), events);
        AddressProof proof = new AddressProof(foundation.transport());
        Admission admission = Admission.loopbackOnly();
        AtomicInteger ownPort = new AtomicInteger(settings.port());
        Server server = foundation
                .transport()
                .listen(
                        settings.port(),
                        connection -> new DatabaseRequests(
                                connection, registry, admission, proof, files, settings.limits(), ownPort.get()));
        ownPort.set(server.port());
        return server;
    }

    private static int addSamples(Foundation foundation, Samples samples) throws IOException, StorageException {
        for (FileName name : samples.names()) {
            try (InputStream bytes = samples.open(name)) {
                foundation
                        .folder()
                        .remember(FileAdder.add(foundation.directory(), name, bytes)
                                .file());
            }
        }
        return samples.names().size();
    }

    /** The catalog is what lies in the directory: tells the registry what has come, changed and gone. */
    private static void publish(Registry registry, Knowledge knowledge, FolderSnapshot scan) {
        List<FileName> removed = new ArrayList<>();
        Set<TrustedFile> added = new LinkedHashSet<>();
        scan.files().values().forEach(stored -> added.add(stored.file()));
        for (TrustedFile listed : knowledge.catalog().files()) {
            if (!added.remove(listed) && !scan.files().containsKey(listed.name())) {
                removed.add(listed.name());
            }
        }
        if (!added.isEmpty() || !removed.isEmpty()) {
            registry.change(List.copyOf(added), removed);
        }
    }

    /** This peer as the others see it. */
    public Member self() {
        return self;
    }

    /** How many sample files this start put into the directory. */
    public int samplesAdded() {
        return samplesAdded;
    }

    /** The files of the network, sorted by name. */
    public List<ListedFile> list() {
        return FileList.of(foundation.knowledge());
    }

    /** The names in the catalog, sorted. */
    public List<String> names() {
        return foundation.knowledge().catalog().files().stream()
                .map(file -> file.name().text())
                .toList();
    }

    /** All that is known of a file; empty if it is neither in the catalog nor here. */
    public Optional<FileDetails> info(FileName name) {
        return new Details(foundation.knowledge(), self, foundation.directory().files()).of(name, false);
    }

    /** The members of the network, sorted; this peer is among them. */
    public List<Member> peers() {
        List<Member> all = new ArrayList<>(foundation.knowledge().peers().members());
        all.add(self);
        all.sort(null);
        return List.copyOf(all);
    }

    /** How this peer is doing. */
    public NodeStatus status() {
        Knowledge knowledge = foundation.knowledge();
        Counters counters = knowledge.counters();
        return new NodeStatus(
                self,
                foundation.directory().files(),
                Duration.ofNanos(System.nanoTime() - startedNanos),
                NodeStatus.Standing.CONNECTED,
                self.address(),
                peers().size(),
                knowledge.catalog().size(),
                knowledge.held().size(),
                counters.bytesDown(),
                counters.bytesUp(),
                counters.lookups(),
                counters.asked(),
                counters.learning());
    }

    /** Stops serving and frees the directory; members keep their files and look for it until it is back. */
    @Override
    public void close() {
        registry.close();
        server.close();
        foundation.close();
    }
}
