package reliablep2p.node.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Server;
import reliablep2p.net.Throttles;
import reliablep2p.node.BackupReport;
import reliablep2p.node.FileDetails;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.OfferSettings;
import reliablep2p.node.Samples;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.base.CatalogReport;
import reliablep2p.node.base.Details;
import reliablep2p.node.base.FileList;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.scrub.Scrubber;
import reliablep2p.node.state.Counters;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.FileAdder;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * The database peer, running: keeps the list of members, makes the catalog of what lies in its directory, and holds
 * every file. All methods may be called by any thread.
 */
public final class DatabaseNode implements Closeable {
    private final Foundation foundation;
    private final Registry registry;
    private final Server server;
    private final OfferDesk offers;
    private final Member self;
    private final Operator operator;
    private final Scrubber scrubber;
    private final BackupMaker backups;
    private final CatchUp catchUp;
    private final int samplesAdded;
    private final long startedNanos = System.nanoTime();

    /** Puts together what {@link DatabaseBuilder} has made. */
    DatabaseNode(
            Foundation foundation,
            Registry registry,
            Server server,
            OfferDesk offers,
            Member self,
            Operator operator,
            Scrubber scrubber,
            BackupMaker backups,
            CatchUp catchUp,
            int samplesAdded) {
        this.offers = offers;
        this.foundation = foundation;
        this.registry = registry;
        this.server = server;
        this.self = self;
        this.operator = operator;
        this.scrubber = scrubber;
        this.backups = backups;
        this.catchUp = catchUp;
        this.samplesAdded = samplesAdded;
    }

    /**
     * Fills the directory if it is new, reads or makes the identity and the journal, hashes what is new and listens.
     *
     * @param directory open; closed by {@link #close}, or by this method if it fails
     * @param offers what is done with files that are offered
     * @param samples the files to put into a directory that was made by opening it; {@link Samples#none()} for none
     * @throws StorageException if the directory can't be read or written, or the journal is not the one that was signed
     * @throws IOException if the port can't be listened on, or a sample can't be read
     */
    public static DatabaseNode start(
            PeerDirectory directory,
            NodeSettings settings,
            OfferSettings offers,
            Samples samples,
            Consumer<NodeEvent> events)
            throws IOException, StorageException {
        Foundation foundation = Foundation.build(directory, settings, true, events);
        try {
            int added = directory.created() ? addSamples(foundation, samples) : 0;
            return new DatabaseBuilder(foundation, settings, offers, events).start(added);
        } catch (IOException | StorageException | RuntimeException e) {
            foundation.close();
            throw e;
        }
    }

    /** What only the operator may do. */
    public Operator operator() {
        return operator;
    }

    /** All versions of a file, revoked ones too, from the first to the newest. */
    public List<FileVersion> versions(FileName name) {
        return foundation.knowledge().catalog().versions(name);
    }

    /** How fast bytes of files may move. */
    public Throttles throttles() {
        return foundation.throttles();
    }

    /** What this peer tells of its journal. */
    public CatalogReport report() {
        return new CatalogReport(foundation);
    }

    private static int addSamples(Foundation foundation, Samples samples) throws IOException, StorageException {
        for (FileName name : samples.names()) {
            try (InputStream bytes = samples.open(name)) {
                foundation
                        .folder()
                        .remember(FileAdder.add(foundation.directory(), name, bytes, 0)
                                .file());
            }
        }
        return samples.names().size();
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

    /**
     * Reads every listed version of every file again, and tries to get back what is damaged or missing.
     *
     * @throws StorageException if it was cancelled, or the disk fails
     * @throws IOException if it was cancelled
     */
    public ScrubReport scrub(ScrubListener listener, Cancellation cancellation) throws IOException, StorageException {
        return scrubber.scrub(listener, cancellation);
    }

    /**
     * Copies the directory of this peer as it is now.
     *
     * @param parent where the copy is called {@code db}
     * @throws IOException if it was cancelled
     * @throws StorageException if there is one already, or the disk fails
     */
    public BackupReport backup(Path parent, ScrubListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        return backups.make(parent, listener, cancellation);
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
                counters.learning(),
                scrubber.status());
    }

    /** Stops serving and frees the directory; members keep their files and look for it until it is back. */
    @Override
    public void close() {
        scrubber.close();
        registry.close();
        catchUp.close();
        server.close();
        offers.close();
        foundation.close();
    }
}
