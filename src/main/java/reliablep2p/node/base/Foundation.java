package reliablep2p.node.base;

import java.io.Closeable;
import java.time.Clock;
import java.util.function.Consumer;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Credentials;
import reliablep2p.net.Throttles;
import reliablep2p.net.Transport;
import reliablep2p.net.Watchdog;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.journal.CatalogJournal;
import reliablep2p.node.journal.JournalLoader;
import reliablep2p.node.state.AddressBook;
import reliablep2p.node.state.Arriving;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Counters;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.node.state.Knowledge;
import reliablep2p.node.state.Offered;
import reliablep2p.node.state.PeerList;
import reliablep2p.node.state.Roles;
import reliablep2p.storage.ExpectedFiles;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.PieceLists;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.Identity;
import reliablep2p.trust.journal.NetworkSigner;

/**
 * What a peer of either role is built of, opened together and closed in the reverse order.
 *
 * @param directory locked while this is open
 * @param identity who this peer is
 * @param threads starts the threads that wait for others
 * @param watchdog ends what takes too long
 * @param throttles limit how fast bytes of files move
 * @param transport dials and listens
 * @param pool connections kept for the next request
 * @param knowledge what this peer knows and has
 * @param journal the network's journal, or this peer's copy of it
 * @param clock the time of day
 * @param folder the files on disk
 * @param housekeeper watches the folder and keeps the address book
 */
public record Foundation(
        PeerDirectory directory,
        Identity identity,
        ConnectionThreads threads,
        Watchdog watchdog,
        Throttles throttles,
        Transport transport,
        ConnectionPool pool,
        Knowledge knowledge,
        CatalogJournal journal,
        Clock clock,
        SharedFolder folder,
        Housekeeper housekeeper)
        implements Closeable {
    /**
     * Builds it in a directory that is open; closes the directory if that fails.
     *
     * @param isDatabase whether this is the database peer: its identity is the network's, and the journal its own
     * @throws StorageException if the state on disk can't be read or written
     */
    public static Foundation build(
            PeerDirectory directory, NodeSettings settings, boolean isDatabase, Consumer<NodeEvent> events)
            throws StorageException {
        try {
            Identity identity = new IdentityFile(directory, events).readOrMake(isDatabase);
            ConnectionThreads threads = ConnectionThreads.forThisJava();
            Watchdog watchdog = new Watchdog();
            Throttles throttles = Throttles.none();
            throttles.up().limit(settings.transfers().up());
            throttles.down().limit(settings.transfers().down());
            Transport transport = new Transport(
                    new Credentials(identity.key(), identity.certificate()),
                    settings.limits(),
                    threads,
                    watchdog,
                    settings.host(),
                    settings.transfers().clear(),
                    throttles);
            Clock clock = Clock.systemUTC();
            AddressBook book = new AddressBook(clock);
            AddressBookFile bookFile = new AddressBookFile(directory, book);
            bookFile.load(events);
            HeldFiles held = new HeldFiles();
            Catalog catalog = new Catalog();
            Roles roles = new Roles();
            Knowledge knowledge = new Knowledge(
                    identity.id(),
                    catalog,
                    roles,
                    new PeerList(),
                    book,
                    held,
                    new Offered(),
                    new Arriving(),
                    new Counters());
            CatalogJournal journal = isDatabase
                    ? JournalLoader.openOwn(
                            directory,
                            new NetworkSigner(identity),
                            catalog,
                            roles,
                            clock.instant(),
                            settings.limits().signature(),
                            events)
                    : JournalLoader.openCopy(directory, catalog, roles, events);
            new PieceLists(directory).keepOnly(catalog::lists);
            ExpectedFiles expected = isDatabase ? new ListedFiles(catalog) : ExpectedFiles.NONE;
            SharedFolder folder = SharedFolder.open(directory, expected, clock);
            return new Foundation(
                    directory,
                    identity,
                    threads,
                    watchdog,
                    throttles,
                    transport,
                    new ConnectionPool(transport, settings.limits(), watchdog),
                    knowledge,
                    journal,
                    clock,
                    folder,
                    new Housekeeper(directory, folder, held, bookFile, events));
        } catch (StorageException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public void close() {
        housekeeper.close();
        folder.close();
        journal.close();
        pool.close();
        transport.close();
        watchdog.close();
        directory.close();
    }
}
