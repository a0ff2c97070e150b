package reliablep2p.node.base;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.AddressBook;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * Keeps the address book over restarts, in the state file {@value #FILE}: a JSON line a claim. Used by one thread at a
 * time: the one that starts the peer, then the housekeeper.
 */
final class AddressBookFile {
    private static final Logger LOG = LoggerFactory.getLogger(AddressBookFile.class);

    static final String FILE = "address-book.jsonl";
    private static final int MAX_BYTES = AddressBook.MAX_CLAIMS * 300;
    private static final int DEPTH = 1;

    private final PeerDirectory directory;
    private final AddressBook book;

    AddressBookFile(PeerDirectory directory, AddressBook book) {
        this.directory = directory;
        this.book = book;
    }

    /** Fills the book; a damaged file is put aside, and the book begins empty: it only holds what can be learned again. */
    void load(Consumer<NodeEvent> events) throws StorageException {
        try {
            byte[] bytes = directory.read(FILE, MAX_BYTES);
            if (bytes == null) {
                return;
            }
            List<AddressBook.Claim> claims = new ArrayList<>();
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                claims.add(parse(line));
            }
            claims.forEach(book::restore);
            book.take();
        } catch (JsonException | InvalidValueException | DamagedStateException e) {
            LOG.warn("the address book is damaged: {}", e.getMessage());
            events.accept(new NodeEvent.Warning("The address book was damaged and is now " + directory.moveAside(FILE)
                    + "; this peer learns anew who has what."));
        }
    }

    /** Writes the book if it has changed since the last time. */
    void save() throws StorageException {
        if (!book.changed()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (AddressBook.Claim claim : book.take()) {
            lines.append(format(claim)).append('\n');
        }
        boolean kept = false;
        try {
            directory.write(FILE, lines.toString().getBytes(StandardCharsets.UTF_8));
            kept = true;
        } finally {
            if (!kept) {
                book.keepLater();
            }
        }
    }

    private static AddressBook.Claim parse(String line) throws JsonException, InvalidValueException {
        JsonObject claim = JsonObject.parse(line.getBytes(StandardCharsets.UTF_8), DEPTH);
        String teller = claim.optionalString("teller");
        return new AddressBook.Claim(
                Sha256.parse(claim.string("sha256")),
                PeerId.parse(claim.string("holder")),
                teller == null ? Optional.empty() : Optional.of(PeerId.parse(teller)),
                claim.integer("day", 0, Integer.MAX_VALUE));
    }

    private static JsonBuilder format(AddressBook.Claim claim) {
        JsonBuilder line = JsonBuilder.object()
                .put("sha256", claim.content().hex())
                .put("holder", claim.holder().hex())
                .put("day", claim.day());
        claim.teller().ifPresent(teller -> line.put("teller", teller.hex()));
        return line;
    }
}
