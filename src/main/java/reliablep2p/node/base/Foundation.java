package reliablep2p.node.base;

import java.io.Closeable;
import java.time.Clock;
import java.util.function.Consumer;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.net.Credentials;
import reliablep2p.net.Transport;
import reliablep2p.net.Watchdog;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.state.AddressBook;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Counters;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.node.state.Knowledge;
import reliablep2p.node.state.PeerList;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.Identity;

/**
 * What a peer of either role is built of, opened together and closed in the reverse order.
 *
 * @param directory locked while this is open
 * @param identity who this peer is
 * @param threads starts the threads that wait for others
 * @param watchdog ends what takes too long
 * @param transport dials and listens
 * @param pool connections kept for the next request
 * @param knowledge what this peer knows and has
 * @param folder the files on disk
 * @param housekeeper watches the folder and keeps the address book
 */
public record Foundation(
        PeerDirectory directory,
        Identity identity,
        ConnectionThreads threads,
        Watchdog watchdog,
        Transport transport,
        ConnectionPool pool,
        Knowledge knowledge,
        SharedFolder folder,
        Housekeeper housekeeper)
        implements Closeable {
    /**
     * Builds it in a directory that is open; closes the directory if that fails.
     *
     * @param identityIsNetworks whether a damaged identity must not be replaced, because others know the network by it
     * @throws StorageException if the state on disk can't be read or written
     */
    public static Foundation build(
            PeerDirectory directory, NodeSettings settings, boolean identityIsNetworks, Consumer<NodeEvent> events)
            throws StorageException {
        try {
            Identity identity = new IdentityFile(directory, events).readOrMake(identityIsNetworks);
            ConnectionThreads threads = ConnectionThreads.forThisJava();
            Watchdog watchdog = new Watchdog();
            Transport transport = new Transport(
                    new Credentials(identity.key(), identity.certificate()),
                    settings.limits(),
                    threads,
                    watchdog,
                    settings.host());
            Clock clock = Clock.systemUTC();
            AddressBook book = new AddressBook(clock);
            AddressBookFile bookFile = new AddressBookFile(directory, book);
            bookFile.load(events);
            HeldFiles held = new HeldFiles();
            Knowledge knowledge =
                    new Knowledge(identity.id(), new Catalog(clock), new PeerList(), book, held, new Counters());
            SharedFolder folder = SharedFolder.open(directory, clock);
            return new Foundation(
                    directory,
                    identity,
                    threads,
                    watchdog,
                    transport,
                    new ConnectionPool(transport, settings.limits(), watchdog),
                    knowledge,
                    folder,
                    new Housekeeper(folder, held, bookFile, events));
        } catch (StorageException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public void close() {
        housekeeper.close();
        folder.close();
        pool.close();
        transport.close();
        watchdog.close();
        directory.close();
    }
}
