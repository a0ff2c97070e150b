package reliablep2p.node.database;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Revocation;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.ListeningHost;
import reliablep2p.net.Server;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.OfferSettings;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.fetch.FetchContext;
import reliablep2p.node.fetch.Fetcher;
import reliablep2p.node.fetch.Shelf;
import reliablep2p.node.fetch.VaultShelf;
import reliablep2p.node.scrub.FolderInventory;
import reliablep2p.node.scrub.Quarantine;
import reliablep2p.node.scrub.Repairs;
import reliablep2p.node.scrub.Scrubber;
import reliablep2p.node.serve.Askers;
import reliablep2p.node.serve.CatalogService;
import reliablep2p.node.serve.FileService;
import reliablep2p.node.serve.FolderStock;
import reliablep2p.node.serve.MapMaker;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.AdmittedAnswer;
import reliablep2p.storage.PartsLeft;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.Vault;
import reliablep2p.trust.journal.NetworkSigner;
import reliablep2p.trust.journal.Ticket;

/** Wires the parts of the database peer, in the order in which they need each other. Used once. */
final class DatabaseBuilder {
    /** A member that has lost the database peer finds it again in a part of the time in which silence is noticed. */
    private static final int SEARCHES = 3;

    private final Foundation foundation;
    private final Knowledge knowledge;
    private final NodeSettings settings;
    private final OfferSettings offers;
    private volatile @Nullable OfferDesk offerDesk;
    private final Limits limits;
    private final Consumer<NodeEvent> events;
    private final NetworkSigner signer;
    private final Registry registry;
    private final CatalogWire wire;
    private final Vault vault;
    private final VaultPlacement placement;
    private final JournalKeeper keeper;
    private final Invitations invitations;
    private final AdmittedPeers admitted;
    private final Absences absences;
    private final FolderInventory named;
    private final Quarantine quarantine;
    private final OldCopy oldCopy;
    private final CatchUp catchUp;

    DatabaseBuilder(Foundation foundation, NodeSettings settings, OfferSettings offers, Consumer<NodeEvent> events)
            throws StorageException {
        this.offers = offers;
        this.foundation = foundation;
        this.knowledge = foundation.knowledge();
        this.settings = settings;
        this.limits = settings.limits();
        this.events = events;
        this.signer = new NetworkSigner(foundation.identity());
        // Of the time of day, so that numbers rise over restarts.
        this.registry = new Registry(
                knowledge,
                foundation.threads(),
                foundation.watchdog(),
                limits,
                events,
                foundation.clock().millis());
        this.wire = new CatalogWire(registry, events);
        this.vault = new Vault(foundation.directory());
        this.placement = new VaultPlacement(
                vault, foundation.folder(), knowledge.held(), knowledge.catalog(), this::isWaitedFor);
        this.keeper = new JournalKeeper(
                foundation.journal(),
                signer,
                knowledge.catalog(),
                placement,
                foundation.clock(),
                limits.signature(),
                limits.renewal(),
                wire);
        this.invitations = Invitations.load(foundation.directory(), new SecureRandom(), events);
        this.admitted = AdmittedPeers.load(foundation.directory(), events);
        Repairs repairs = Repairs.load(foundation.directory(), events);
        this.absences = new Absences(knowledge.catalog(), knowledge.held(), foundation.folder(), repairs);
        this.named = new FolderInventory(knowledge.catalog(), knowledge.held(), foundation.folder());
        this.quarantine = new Quarantine(repairs, events);
        this.oldCopy = oldCopy(repairs);
        this.catchUp = new CatchUp(
                foundation.journal(), oldCopy, wire, foundation.pool(), foundation.threads(), limits, events);
    }

    private OldCopy oldCopy(Repairs repairs) {
        Rearrangement files =
                new Rearrangement(knowledge.catalog(), named, foundation.folder(), vault, placement, repairs);
        Duration wait = limits.silence().multipliedBy(SEARCHES);
        return new OldCopy(foundation.directory(), keeper, files, wait, events);
    }

    DatabaseNode start(int samplesAdded) throws IOException, StorageException {
        DirectoryApprovals approvals = new DirectoryApprovals(keeper, absences, placement, named, quarantine, events);
        AtomicInteger port = new AtomicInteger(settings.port());
        OfferDesk desk = desk(port);
        offerDesk = desk;
        foundation.housekeeper().lookUntilSettled();
        oldCopy.start();
        if (!keeper.isHeld()) {
            placement.placeAll();
            approvals.follow();
        }
        wire.start(desk);
        Server server = listen(desk, port);
        port.set(server.port());
        desk.start(foundation.threads());
        AdmissionRenewal renewal = new AdmissionRenewal(registry, this::admit, foundation.clock(), limits.renewal());
        foundation.housekeeper().start(scan -> {
            oldCopy.look();
            if (!keeper.isHeld()) {
                approvals.follow();
                keeper.renew();
            }
            renewal.look();
        });
        Member self = self(server.port());
        Operator operator =
                new Operator(self, settings.host(), knowledge, keeper, desk, invitations, admitted, foundation.clock());
        Scrubber scrubber = scrubber(self, desk);
        scrubber.start(foundation);
        return new DatabaseNode(
                foundation,
                registry,
                server,
                desk,
                self,
                operator,
                scrubber,
                new BackupMaker(foundation, keeper, desk, stock(), quarantine.repairs()),
                catchUp,
                samplesAdded);
    }

    private Scrubber scrubber(Member self, OfferDesk desk) {
        BackupShelf shelf = new BackupShelf(
                foundation.directory(),
                foundation.folder(),
                vault,
                knowledge.catalog(),
                knowledge.held(),
                placement,
                keeper::undisturbed);
        return new Scrubber(
                new BackupInventory(named, vault, absences, keeper::undisturbed, desk, foundation.clock()),
                quarantine,
                fetcher(self, shelf),
                foundation,
                settings.scrub(),
                events);
    }

    private Fetcher fetcher(Member self, Shelf shelf) {
        return new Fetcher(
                FetchContext.of(foundation, self, shelf, limits),
                new PartsLeft(foundation.directory()),
                limits.uploadsPerPeer());
    }

    private Member self(int port) {
        return new Member(foundation.identity().id(), new Address(settings.host(), port), Role.DATABASE);
    }

    private boolean isWaitedFor(TrustedFile file) {
        OfferDesk desk = offerDesk;
        return desk != null && desk.waitsForBytesOf(file);
    }

    private OfferDesk desk(AtomicInteger port) throws StorageException {
        VaultShelf shelf = new VaultShelf(foundation.directory(), vault);
        Member self = self(Math.max(1, port.get()));
        Fetcher fetcher = fetcher(self, shelf);
        OfferQuota quota = new OfferQuota(
                offers.waitingPerPeer(), offers.waiting(), OfferQuota.OFFERS_PER_PEER, OfferQuota.OFFERS);
        return new OfferDesk(
                OfferBook.load(foundation.directory(), events),
                quota,
                offers.policy(),
                knowledge,
                new OfferFetcher(knowledge.peers(), fetcher),
                vault,
                keeper,
                offer -> registry.tell(offer.key().sharer(), List.of(offer.answer())),
                foundation.clock(),
                events);
    }

    private VaultStock stock() {
        return new VaultStock(new FolderStock(knowledge.held(), foundation.folder()), vault);
    }

    private Server listen(OfferDesk desk, AtomicInteger ownPort) throws IOException {
        MapMaker maps = new MapMaker(knowledge, false, limits.mapFrame(), new Random());
        Askers askers = new Askers(knowledge, limits);
        DatabaseRequests.Services services = new DatabaseRequests.Services(
                registry,
                admission(),
                new AddressProof(foundation.transport()),
                new FileService(knowledge, stock(), maps, askers, limits, events),
                new CatalogService(foundation.journal(), askers),
                desk,
                askers,
                new Greeting(
                        this::admit,
                        member ->
                                desk.untold(member).stream().map(Offer::answer).toList()),
                catchUp,
                limits,
                ownPort::get);
        return foundation.transport().listen(settings.port(), connection -> {
            services.askers().greet(connection);
            return new DatabaseRequests(connection, services);
        });
    }

    private Admission admission() {
        return new AdmissionByInvitation(
                new ListeningHost(settings.host()).isLoopback(),
                peer -> knowledge.roles().expulsion(peer).map(Revocation::when),
                keeper::readmit,
                invitations,
                admitted,
                foundation.clock());
    }

    private AdmittedAnswer admit(PeerId member) {
        Instant now = foundation.clock().instant();
        return new AdmittedAnswer(signer.sign(new Ticket(member, now, now.plus(limits.signature()))));
    }
}
