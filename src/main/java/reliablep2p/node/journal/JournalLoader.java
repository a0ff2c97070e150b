package reliablep2p.node.journal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.SignedText;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Roles;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.JournalFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.CatalogHead;
import reliablep2p.trust.journal.HeadFile;
import reliablep2p.trust.journal.JournalException;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.JournalReader;
import reliablep2p.trust.journal.NetworkKey;
import reliablep2p.trust.journal.NetworkSigner;
import reliablep2p.trust.journal.Position;

/** Reads the journal when a peer starts, and proves it before anything of it is believed. Stateless. */
public final class JournalLoader {
    private static final Logger LOG = LoggerFactory.getLogger(JournalLoader.class);

    private JournalLoader() {}

    /**
     * Opens an ordinary peer's copy. One that is damaged is put aside, to be fetched again; how far it reached is kept.
     *
     * @throws StorageException if the disk fails
     */
    public static CatalogJournal openCopy(
            PeerDirectory directory, Catalog catalog, Roles roles, Consumer<NodeEvent> events) throws StorageException {
        Entries entries = new Entries(catalog, roles);
        JournalStore store = new JournalStore(directory, Floor.read(directory).orElse(null));
        return new CatalogJournal(store, entries, loadCopy(store, entries, events));
    }

    /**
     * Opens the database peer's own journal. What a crash left behind the last whole line is cut off; what it left
     * unsigned is kept, because the operator decided it.
     *
     * @param life how long the signature of what is found is to hold
     * @throws StorageException if the disk fails, or the journal is not the one that was signed last: nothing may be
     *     built on that
     */
    public static CatalogJournal openOwn(
            PeerDirectory directory,
            NetworkSigner signer,
            Catalog catalog,
            Roles roles,
            Instant now,
            Duration life,
            Consumer<NodeEvent> events)
            throws StorageException {
        Entries entries = new Entries(catalog, roles);
        JournalStore store = new JournalStore(directory, null);
        return new CatalogJournal(store, entries, loadOwn(store, signer, entries, new Signing(now, life), events));
    }

    /** When, and for how long, the start signs what it finds. */
    private record Signing(Instant now, Duration life) {
        CatalogHead head(Position end) {
            return new CatalogHead(end.number(), end.bytes(), end.last(), now, now.plus(life));
        }
    }

    static JournalState loadCopy(JournalStore store, Entries entries, Consumer<NodeEvent> events)
            throws StorageException {
        JournalFile file = store.open();
        HeadFile head = readHead(store);
        if (head == null && file.length() == 0 && !store.directory().exists(JournalStore.HEAD)) {
            return new JournalState(file, Optional.empty());
        }
        try {
            if (head == null) {
                throw new JournalException(0, "there is no signed head that proves it");
            }
            JournalState.Signed signed =
                    new JournalState.Signed(head.head(), head.key().head(head.head()), head.key());
            entries.apply(prove(file, signed));
            file.truncate(signed.head().bytes());
            return new JournalState(file, Optional.of(signed));
        } catch (JournalException e) {
            LOG.error("the copy of the journal is damaged at line {}: {}", e.line(), e.getMessage());
            file.close();
            return fetchAgain(store, head, events);
        }
    }

    private static JournalState fetchAgain(JournalStore store, @Nullable HeadFile head, Consumer<NodeEvent> events)
            throws StorageException {
        boolean known = false;
        if (head != null) {
            try {
                CatalogHead reached = head.key().head(head.head());
                store.keep(new Floor(head.key().id(), reached.number(), reached.last()));
                known = true;
            } catch (JournalException e) {
                LOG.error("the head of the journal is damaged, too", e);
            }
        }
        store.putAside();
        events.accept(new NodeEvent.Warning("This peer's copy of the catalog was damaged and is put aside; connect"
                + " fetches it again."
                + (known ? "" : " Its signature was damaged, too, so an older catalog would not be noticed once.")));
        return new JournalState(store.open(), Optional.empty());
    }

    /** Reads what the head proves, and not a line more. */
    private static List<JournalLine> prove(JournalFile file, JournalState.Signed signed)
            throws JournalException, StorageException {
        CatalogHead head = signed.head();
        if (file.length() < head.bytes()) {
            throw new JournalException(0, "it is shorter than what was signed");
        }
        List<JournalLine> lines = new ArrayList<>();
        Position end = read(file, Position.start(signed.key().id()), head.bytes(), lines);
        if (end.number() != head.number() || !end.last().equals(head.last())) {
            throw new JournalException(end.number(), "it does not end with the line that was signed");
        }
        return lines;
    }

    private static Position read(JournalFile file, Position from, long to, List<JournalLine> lines)
            throws JournalException, StorageException {
        try (InputStream in = file.read(from.bytes(), to - from.bytes())) {
            JournalReader reader = new JournalReader(in, from);
            for (JournalLine line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
            return reader.position();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static @Nullable HeadFile readHead(JournalStore store) throws StorageException {
        try {
            byte[] bytes = store.directory().read(JournalStore.HEAD, JournalStore.MAX_HEAD_BYTES);
            return bytes == null ? null : HeadFile.parse(bytes);
        } catch (JournalException | DamagedStateException e) {
            LOG.error("the head of the journal is damaged: {}", e.getMessage());
            return null;
        }
    }

    private static JournalState loadOwn(
            JournalStore store, NetworkSigner signer, Entries entries, Signing signing, Consumer<NodeEvent> events)
            throws StorageException {
        NetworkKey key = signer.key();
        JournalFile file = store.open();
        HeadFile kept = readHead(store);
        if (kept != null && !kept.key().id().equals(key.id())) {
            file.close();
            throw otherIdentity(store, kept.key(), key);
        }
        List<JournalLine> lines = new ArrayList<>();
        try {
            Position end = Position.start(key.id());
            if (kept != null) {
                JournalState.Signed signed = new JournalState.Signed(kept.head(), key.head(kept.head()), key);
                lines.addAll(prove(file, signed));
                end = new Position(
                        signed.head().number(),
                        signed.head().bytes(),
                        signed.head().last());
            } else if (file.length() > 0) {
                events.accept(new NodeEvent.Warning(
                        "The head of the catalog was damaged or gone; the journal is whole" + " and is signed again."));
            }
            end = readUnsigned(file, end, kept != null, lines);
            file.truncate(end.bytes());
            file.force();
            CatalogHead head = signing.head(end);
            SignedText text = signer.sign(head);
            store.write(new HeadFile(text, key));
            entries.apply(lines);
            return new JournalState(file, Optional.of(new JournalState.Signed(text, head, key)));
        } catch (JournalException e) {
            file.close();
            throw new StorageException(store.directory().path(JournalStore.FILE) + " is not the journal that was signed"
                    + (e.line() > 0 ? "; line " + e.line() + ": " : ": ") + e.getMessage()
                    + ". Put a copy in its place: each peer that was connected has one in its own directory, under"
                    + " .reliablep2p/" + JournalStore.FILE + " and " + JournalStore.HEAD + ".");
        }
    }

    private static StorageException otherIdentity(JournalStore store, NetworkKey network, NetworkKey own) {
        return new StorageException(store.directory().path(JournalStore.FILE) + " is the journal of the network "
                + network.id().shortened() + ", but the identity of this database peer is "
                + own.id().shortened() + ". Put identity.pem back that belongs to it; or, to begin a new network, move "
                + JournalStore.FILE + " and " + JournalStore.HEAD + " away.");
    }

    /**
     * Reads what was written and not signed before a crash; ends before what the crash has torn.
     *
     * @param cut whether a bad line may be cut off with all that follows it: not if nothing says how far the journal was
     *     signed
     */
    private static Position readUnsigned(JournalFile file, Position from, boolean cut, List<JournalLine> lines)
            throws JournalException, StorageException {
        try (InputStream in = file.read(from.bytes(), file.length() - from.bytes())) {
            JournalReader reader = new JournalReader(in, from);
            try {
                for (JournalLine line = reader.next(); line != null; line = reader.next()) {
                    lines.add(line);
                }
            } catch (JournalException e) {
                if (!cut && !isTorn(file, reader.position())) {
                    throw e;
                }
                LOG.warn("line {} of the journal was not signed, and is cut off: {}", e.line(), e.getMessage());
            }
            return reader.position();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether a last line without an end is all that follows. */
    private static boolean isTorn(JournalFile file, Position whole) throws IOException, StorageException {
        long left = file.length() - whole.bytes();
        if (left > JournalLine.MAX_BYTES) {
            return false;
        }
        try (InputStream in = file.read(whole.bytes(), left)) {
            for (byte b : in.readAllBytes()) {
                if (b == '\n') {
                    return false;
                }
            }
        }
        return true;
    }

    private static StorageException unreadable(IOException e) {
        return new StorageException("The journal of the catalog can't be read: " + e.getMessage() + ".", e);
    }
}
