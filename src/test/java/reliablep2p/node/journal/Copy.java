package reliablep2p.node.journal;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import reliablep2p.model.SignedText;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Roles;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.JournalLine;
import reliablep2p.trust.journal.TestCatalog;

/** A directory with a journal in it, as a peer or the database peer opens it. */
final class Copy implements AutoCloseable {
    final List<NodeEvent> events = new ArrayList<>();
    private final Path path;
    PeerDirectory directory;
    Catalog catalog = new Catalog();
    Roles roles = new Roles();
    CatalogJournal journal;

    private Copy(Path path) throws Exception {
        this.path = path;
        this.directory = PeerDirectory.open(path);
    }

    /** An ordinary peer's, which may be there already. */
    static Copy open(Path path) throws Exception {
        Copy copy = new Copy(path);
        copy.journal = JournalLoader.openCopy(copy.directory, copy.catalog, copy.roles, copy.events::add);
        return copy;
    }

    /** The database peer's own. */
    static Copy openOwn(Path path, TestCatalog network) throws Exception {
        Copy copy = new Copy(path);
        try {
            copy.journal = JournalLoader.openOwn(
                    copy.directory,
                    network.signer(),
                    copy.catalog,
                    copy.roles,
                    Instant.now(),
                    Duration.ofDays(7),
                    copy.events::add);
            return copy;
        } catch (StorageException e) {
            copy.directory.close();
            throw e;
        }
    }

    /** Puts a journal and its head there. */
    static void write(Path path, byte[] journal, byte[] head) throws Exception {
        PeerDirectory.open(path).close();
        Files.write(file(path, JournalStore.FILE), journal);
        Files.write(file(path, JournalStore.HEAD), head);
    }

    static Path file(Path path, String name) {
        return path.resolve(".reliablep2p").resolve(name);
    }

    Path file(String name) {
        return file(path, name);
    }

    /** Takes all that follows, from the database peer. */
    List<JournalLine> take(TestCatalog from) throws Exception {
        return take(from, from.head(), true);
    }

    List<JournalLine> take(TestCatalog from, SignedText head, boolean fromDatabase) throws Exception {
        long offset = Math.min(journal.length(from.network()), from.bytes().length);
        return take(from, head, offset, from.from(offset), fromDatabase);
    }

    List<JournalLine> take(TestCatalog from, SignedText head, long offset, byte[] bytes, boolean fromDatabase)
            throws Exception {
        InputStream body = new ByteArrayInputStream(bytes);
        List<JournalLine> lines = journal.receive(from.key(), head, offset, bytes.length, body, fromDatabase);
        if (body.read() >= 0) {
            throw new AssertionError("the body was not read to its end");
        }
        return lines;
    }

    /** The names in the catalog. */
    List<String> listed() {
        return catalog.files().stream().map(file -> file.name().text()).toList();
    }

    @Override
    public void close() {
        journal.close();
        directory.close();
    }
}
