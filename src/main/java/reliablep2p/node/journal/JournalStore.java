package reliablep2p.node.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.PeerId;
import reliablep2p.storage.JournalFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.HeadFile;

/**
 * Where the journal, its head and the floor lie in a peer's directory. Not thread-safe: used under the lock of
 * {@link CatalogJournal}, but for {@link #floor}.
 */
final class JournalStore {
    /** The journal. */
    static final String FILE = "catalog.jsonl";

    /** What proves it. */
    static final String HEAD = "catalog-head.json";

    /** The most bytes of the journal that one message carries. */
    static final long MAX_CHUNK = 4 << 20;

    /** The longest journal of anybody else that is taken, in bytes: some millions of entries. */
    static final long MAX_JOURNAL = 1L << 30;

    static final int MAX_HEAD_BYTES = 16 * 1024;

    private static final int NAME_DIGITS = 16;

    private final PeerDirectory directory;
    private volatile @Nullable Floor floor;

    JournalStore(PeerDirectory directory, @Nullable Floor floor) {
        this.directory = directory;
        this.floor = floor;
    }

    PeerDirectory directory() {
        return directory;
    }

    JournalFile open() throws StorageException {
        return JournalFile.open(directory, FILE);
    }

    void write(HeadFile head) throws StorageException {
        directory.write(HEAD, head.toBytes());
    }

    Optional<Floor> floor() {
        return Optional.ofNullable(floor);
    }

    /** Something was damaged: whatever comes in its place must reach this far. */
    void keep(Floor reached) throws StorageException {
        reached.write(directory);
        floor = reached;
    }

    /** The journal of this network reaches this far again. */
    void reached(PeerId network, long number) throws StorageException {
        Floor known = floor;
        if (known != null && known.network().equals(network) && number >= known.number()) {
            floor = null;
            directory.delete(Floor.FILE);
        }
    }

    /** Puts this copy away, and takes out that of another network, if there is one. */
    JournalState swap(JournalState old, PeerId network, Entries entries) throws StorageException {
        old.file().close();
        PeerId before = old.signed().orElseThrow().key().id();
        directory.rename(FILE, archived(before, ".jsonl"));
        directory.rename(HEAD, archived(before, "-head.json"));
        directory.rename(archived(network, ".jsonl"), FILE);
        directory.rename(archived(network, "-head.json"), HEAD);
        entries.clear();
        return JournalLoader.loadCopy(this, entries, warning -> {});
    }

    /** Puts everything aside. */
    JournalState reset(JournalState old) throws StorageException {
        old.file().close();
        putAside();
        floor = null;
        directory.delete(Floor.FILE);
        return new JournalState(open(), Optional.empty());
    }

    void putAside() throws StorageException {
        for (String name : new String[] {FILE, HEAD}) {
            if (directory.exists(name)) {
                directory.moveAside(name);
            }
        }
    }

    private static String archived(PeerId network, String end) {
        return "catalog-" + network.hex().substring(0, NAME_DIGITS) + end;
    }
}
