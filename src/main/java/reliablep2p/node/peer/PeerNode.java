package reliablep2p.node.peer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Invitation;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Server;
import reliablep2p.net.Throttles;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.node.Download;
import reliablep2p.node.Farewell;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.FileDetails;
import reliablep2p.node.FileHolders;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.RefusedException;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.SeededFile;
import reliablep2p.node.ShareListener;
import reliablep2p.node.ShareOutcome;
import reliablep2p.node.base.CatalogReport;
import reliablep2p.node.base.Details;
import reliablep2p.node.base.FileList;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.fetch.FetchContext;
import reliablep2p.node.fetch.Fetcher;
import reliablep2p.node.fetch.FolderShelf;
import reliablep2p.node.fetch.Shelf;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.scrub.FolderInventory;
import reliablep2p.node.scrub.Quarantine;
import reliablep2p.node.scrub.Repairs;
import reliablep2p.node.scrub.Scrubber;
import reliablep2p.node.serve.Askers;
import reliablep2p.node.serve.CatalogService;
import reliablep2p.node.serve.FileService;
import reliablep2p.node.serve.FolderStock;
import reliablep2p.node.serve.MapMaker;
import reliablep2p.node.state.Counters;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.HelloRequest;
import reliablep2p.storage.PartsLeft;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/** An ordinary peer, running. All methods may be called by any thread. */
public final class PeerNode implements Closeable {
    private final NodeSettings settings;
    private final Foundation foundation;
    private final Knowledge knowledge;
    private final Server server;
    private final Member self;
    private final Membership membership;
    private final Fetcher fetcher;
    private final SecureSources secureSources;
    private final Sharer sharer;
    private final FarewellRound farewell;
    private final Scrubber scrubber;
    private final Details details;
    private final long startedNanos = System.nanoTime();

    private PeerNode(
            NodeSettings settings,
            Foundation foundation,
            Repairs repairs,
            Server server,
            TimeWatch time,
            Consumer<NodeEvent> events) {
        this.settings = settings;
        this.foundation = foundation;
        this.knowledge = foundation.knowledge();
        this.server = server;
        this.self = new Member(knowledge.self(), new Address(settings.host(), server.port()), Role.PEER);
        this.details = new Details(knowledge, self, foundation.directory().files());
        Limits limits = settings.limits();
        OfferAnswers offers = new OfferAnswers();
        this.membership = membership(offers, time, events);
        Shelf shelf = new FolderShelf(foundation.directory(), foundation.folder(), knowledge);
        this.fetcher = new Fetcher(
                FetchContext.of(foundation, self, shelf, limits),
                new PartsLeft(foundation.directory()),
                limits.uploadsPerPeer());
        this.secureSources = new SecureSources(knowledge, foundation.journal(), foundation.clock());
        this.farewell = new FarewellRound(foundation.pool(), foundation.threads(), foundation.watchdog(), limits);
        this.scrubber = new Scrubber(
                new FolderInventory(knowledge.catalog(), knowledge.held(), foundation.folder()),
                new Quarantine(repairs, events),
                fetcher,
                foundation,
                settings.scrub(),
                events);
        this.sharer =
                new Sharer(foundation.directory(), foundation.folder(), knowledge, foundation.pool(), offers, limits);
    }

    private Membership membership(OfferAnswers offers, TimeWatch time, Consumer<NodeEvent> events) {
        Limits limits = settings.limits();
        CatalogJournal journal = foundation.journal();
        PeerMemory memory = new PeerMemory(foundation.directory());
        Updates updates = new Updates(knowledge, journal, offers, memory, time, events);
        CatalogPoller poller = new CatalogPoller(
                knowledge,
                journal,
                updates::came,
                foundation.pool(),
                foundation.threads(),
                limits,
                events,
                new Random(),
                network -> memory.read(network)
                        .map(kept -> new HelloRequest(self.address().port(), kept.admission())));
        Joiner joiner = new Joiner(
                DatabaseTarget.at(settings.database(), foundation.directory()),
                server.port(),
                foundation.transport(),
                updates,
                knowledge,
                journal,
                limits,
                foundation.threads(),
                foundation.watchdog(),
                foundation.clock());
        Regrouping regrouping = new Regrouping(
                self,
                memory,
                knowledge,
                journal,
                poller,
                updates::followed,
                foundation.pool(),
                foundation.threads(),
                foundation.watchdog(),
                limits,
                foundation.clock());
        return new Membership(joiner, regrouping, poller, updates, foundation.threads(), limits, events);
    }

    /**
     * Reads or makes the identity, checks the files that are held and listens.
     *
     * @param directory open; closed by {@link #close}, or by this method if it fails
     * @throws StorageException if the directory can't be read or written
     * @throws IOException if the port can't be listened on
     */
    public static PeerNode start(PeerDirectory directory, NodeSettings settings, Consumer<NodeEvent> events)
            throws IOException, StorageException {
        Foundation foundation = Foundation.build(directory, settings, false, events);
        try {
            foundation.housekeeper().look();
            Knowledge knowledge = foundation.knowledge();
            TimeWatch time = new TimeWatch(
                    foundation.journal(),
                    () -> knowledge.peers().find(knowledge.self()).isPresent(),
                    foundation.clock(),
                    events);
            Repairs repairs = Repairs.load(foundation.directory(), events);
            PeerNode node =
                    new PeerNode(settings, foundation, repairs, listen(settings, foundation, events), time, events);
            node.scrubber.start(foundation);
            foundation.housekeeper().start(scan -> time.look());
            return node;
        } catch (IOException | StorageException | RuntimeException e) {
            foundation.close();
            throw e;
        }
    }

    private static Server listen(NodeSettings settings, Foundation foundation, Consumer<NodeEvent> events)
            throws IOException {
        Knowledge knowledge = foundation.knowledge();
        MapMaker maps = new MapMaker(knowledge, true, settings.limits().mapFrame(), new Random());
        Askers askers = new Askers(knowledge, settings.limits());
        FileService files = new FileService(
                knowledge,
                new FolderStock(knowledge.held(), foundation.folder()),
                maps,
                askers,
                settings.limits(),
                events);
        CatalogService catalog = new CatalogService(foundation.journal(), askers);
        Hospitality hospitality = new Hospitality(
                knowledge,
                foundation.journal(),
                foundation.clock(),
                () -> knowledge.peers().find(knowledge.self()).isPresent(),
                events);
        return foundation.transport().listen(settings.port(), connection -> {
            askers.greet(connection);
            return new PeerRequests(connection, files, catalog, hospitality, knowledge.peers(), events);
        });
    }

    /** This peer as the others see it. */
    public Member self() {
        return self;
    }

    /**
     * Joins the network; harmless when that has happened already.
     *
     * @param invitation if the network wants one, and this peer was not let in before
     * @throws ConnectException if the database peer is not there or does not let this peer in
     * @throws IOException if it was cancelled
     * @throws StorageException if the database peer's id can't be read or remembered
     */
    public Connected connect(Optional<Invitation> invitation, Cancellation cancellation)
            throws ConnectException, IOException, StorageException {
        return membership.connect(invitation, cancellation);
    }

    /** Tells everybody, and is no member any more; harmless when it is none. Takes at most {@code limits.farewell()}. */
    public Farewell disconnect() {
        Optional<Cancellation> session = membership.leave();
        if (session.isEmpty()) {
            return new Farewell(List.of(), List.of());
        }
        try {
            return farewell.tell(knowledge.peers().members().stream()
                    .filter(member -> !member.id().equals(self.id()))
                    .toList());
        } finally {
            session.get().cancel();
            knowledge.peers().replaceAll(List.of()); // Who is no member serves nobody.
        }
    }

    /**
     * Gets a file from whoever has it.
     *
     * @param version which one; empty for what the name means now
     * @throws IOException if it was cancelled
     * @throws StorageException if this peer's disk fails
     */
    public FetchOutcome get(FileName name, OptionalInt version, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        checkConnected();
        return fetcher.get(name, version, listener, cancellation);
    }

    /**
     * Whether a file is really here: the list of what is held may be a second or two behind the directory. Its bytes are not
     * read.
     */
    public boolean isThere(TrustedFile file) {
        Optional<StoredFile> held = knowledge.held().find(file);
        boolean there = held.isPresent() && foundation.folder().isUnchanged(held.get());
        if (held.isPresent() && !there) {
            knowledge.held().remove(held.get().file().name());
        }
        return there;
    }

    /**
     * Gets as many of these files as it can together; what it does not get is to be got one by one.
     *
     * @throws IOException if the thread is interrupted
     */
    public void getTogether(
            Collection<TrustedFile> files, Consumer<FetchOutcome.Fetched> fetched, Cancellation cancellation)
            throws NotConnectedException, IOException {
        checkConnected();
        fetcher.getTogether(files, fetched, cancellation);
    }

    /**
     * Gets a file from one member and from nobody else.
     *
     * @throws IOException if it was cancelled
     * @throws StorageException if this peer's disk fails
     */
    public FetchOutcome secureGet(FileName name, Address from, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        checkConnected();
        Optional<FetchOutcome> refusal = secureSources.refusal(name, from);
        return refusal.isPresent() ? refusal.get() : fetcher.getFrom(from, name, listener, cancellation);
    }

    /** The files that are being fetched, and those of which an earlier fetch left something, sorted by name. */
    public List<Download> downloads() throws StorageException {
        return fetcher.downloads();
    }

    /**
     * Stops the fetch of a file; what came of it is kept.
     *
     * @return false if none runs
     */
    public boolean pause(TrustedFile file) {
        return fetcher.pause(file);
    }

    /**
     * Stops the fetch of a file, if one runs, and throws away what came.
     *
     * @return false if there was nothing
     */
    public boolean drop(TrustedFile file) {
        return fetcher.drop(file);
    }

    /** How fast bytes of files may move. */
    public Throttles throttles() {
        return foundation.throttles();
    }

    /**
     * Shares a file: when it is approved or waits, the database peer has it.
     *
     * @throws IOException if it was cancelled
     * @throws StorageException if this peer's disk fails
     */
    public ShareOutcome share(Path path, ShareListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        checkConnected();
        return sharer.share(path, listener, cancellation);
    }

    /** All versions of a file, revoked ones too, from the first to the newest. */
    public List<FileVersion> versions(FileName name) throws NotConnectedException {
        checkConnected();
        return knowledge.catalog().versions(name);
    }

    /** What this peer tells of its journal. */
    public CatalogReport report() {
        return new CatalogReport(foundation);
    }

    /**
     * Forgets which database peer this one has met at its address, and what it knows of its network.
     *
     * @return whether there was anything to forget
     * @throws RefusedException while this peer is a member
     */
    public boolean trustReset() throws RefusedException, StorageException {
        if (membership.standing() != NodeStatus.Standing.OFFLINE) {
            throw new RefusedException(
                    "This peer is connected: it trusts the database peer that it is talking to. Leave"
                            + " the network first.");
        }
        boolean known = membership.resetTrust();
        known |= foundation.journal().network().isPresent();
        foundation.journal().reset();
        return known;
    }

    /** The files of the network, sorted by name. */
    public List<ListedFile> list() throws NotConnectedException {
        checkConnected();
        return FileList.of(knowledge);
    }

    /** All that is known of a file; empty if it is neither in the catalog nor here. Files that are here need no network. */
    public Optional<FileDetails> info(FileName name) throws NotConnectedException {
        Optional<FileDetails> known = details.of(name, databaseAway());
        if (known.isEmpty()) {
            checkConnected();
        }
        return known;
    }

    /** Who is believed to hold each file of the network, and how that is known; sorted by name. */
    public List<FileHolders> holders() throws NotConnectedException {
        checkConnected();
        boolean away = databaseAway();
        return knowledge.catalog().files().stream()
                .map(file -> new FileHolders(file, details.holders(file, away)))
                .toList();
    }

    private boolean databaseAway() {
        return membership.standing() == NodeStatus.Standing.DATABASE_AWAY;
    }

    private List<Member> databases() {
        return knowledge.peers().members().stream()
                .filter(member -> member.role() == Role.DATABASE)
                .toList();
    }

    /** The names in the catalog, sorted; none before {@link #connect}. */
    public List<String> names() {
        return membership.standing() == NodeStatus.Standing.OFFLINE
                ? List.of()
                : knowledge.catalog().files().stream()
                        .map(file -> file.name().text())
                        .toList();
    }

    /** The known locations of each file of the network, sorted by name. */
    public List<KnownHolders> addressBook() throws NotConnectedException {
        checkConnected();
        List<Member> databases = databases();
        return knowledge.catalog().files().stream()
                .map(file -> new KnownHolders(file, holders(file, databases)))
                .toList();
    }

    /** The members of the network, sorted; the database peer and this peer are among them. */
    public List<Member> peers() throws NotConnectedException {
        checkConnected();
        return knowledge.peers().members();
    }

    /** The files that this peer has, sorted by name. */
    public List<SeededFile> seeding() {
        return knowledge.held().files().stream()
                .map(stored -> new SeededFile(
                        stored.file(),
                        knowledge.catalog().lists(stored.file().sha256()),
                        knowledge.catalog().revocation(stored.file().sha256())))
                .toList();
    }

    /**
     * Reads the files that are listed again, and tries to get back what is damaged.
     *
     * @throws StorageException if it was cancelled, or the disk fails
     * @throws IOException if it was cancelled
     */
    public ScrubReport scrub(ScrubListener listener, Cancellation cancellation) throws IOException, StorageException {
        return scrubber.scrub(listener, cancellation);
    }

    /** How this peer is doing. */
    public NodeStatus status() {
        Counters counters = knowledge.counters();
        return new NodeStatus(
                self,
                foundation.directory().files(),
                Duration.ofNanos(System.nanoTime() - startedNanos),
                membership.standing(),
                membership.database(),
                knowledge.peers().members().size(),
                knowledge.catalog().size(),
                knowledge.held().size(),
                counters.bytesDown(),
                counters.bytesUp(),
                counters.lookups(),
                counters.asked(),
                counters.learning(),
                scrubber.status());
    }

    /** Ends everything without telling anybody; call {@link #disconnect} first for a clean end. */
    @Override
    public void close() {
        membership.close();
        scrubber.close();
        server.close();
        foundation.close();
    }

    private List<Member> holders(TrustedFile file, List<Member> databases) {
        List<Member> holders = new ArrayList<>();
        for (Member holder : knowledge.knownHolders(file.sha256())) {
            if (holder.role() == Role.PEER) {
                holders.add(holder);
            }
        }
        if (isHeld(file)) {
            holders.add(self);
        }
        holders.sort(null);
        holders.addAll(databases);
        return holders;
    }

    private boolean isHeld(TrustedFile file) {
        return knowledge.held().find(file).isPresent();
    }

    private void checkConnected() throws NotConnectedException {
        if (membership.standing() == NodeStatus.Standing.OFFLINE) {
            throw new NotConnectedException();
        }
    }
}
