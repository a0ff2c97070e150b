package reliablep2p.node.peer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * The database peer's id that this peer remembers from its first {@code connect} to that address: trust on first use.
 *
 * <p>Kept in a state file for each address, so that another network does not make it forget this one. Used by one thread at a time, under the lock of {@link Membership}.
 */
final class Pin {
    private static final Logger LOG = LoggerFactory.getLogger(Pin.class);

    /** What a person does who knows that another database peer is right. */
    static final String WAY_OUT = "If you know that the database peer is a new one, trust-reset forgets the old one";

    private static final int MAX_BYTES = 1_024;
    private static final int DEPTH = 1;
    private static final int NAME_DIGITS = 16;

    private final PeerDirectory directory;
    private final Address database;
    private final String file;

    Pin(PeerDirectory directory, Address database) {
        this.directory = directory;
        this.database = database;
        this.file = "database-"
                + Sha256.of(database.toString().getBytes(StandardCharsets.UTF_8))
                        .hex()
                        .substring(0, NAME_DIGITS)
                + ".json";
    }

    /**
     * The id that was seen at the address, if any was.
     *
     * @throws StorageException if the file can't be read or is damaged: nobody is trusted as if for the first time then
     */
    Optional<PeerId> read() throws StorageException {
        try {
            byte[] bytes = directory.read(file, MAX_BYTES);
            if (bytes == null) {
                return Optional.empty();
            }
            JsonObject pin = JsonObject.parse(bytes, DEPTH);
            PeerId id = PeerId.parse(pin.string("id"));
            return pin.string("address").equals(database.toString()) ? Optional.of(id) : Optional.empty();
        } catch (JsonException | InvalidValueException | DamagedStateException e) {
            LOG.error("{} is damaged: {}", file, e.getMessage());
            throw new StorageException(
                    directory.path(file) + " is damaged: it holds the id of the database peer. Remove"
                            + " it to trust whoever is there at the next connect.");
        }
    }

    /** Remembers the id. */
    void write(PeerId id) throws StorageException {
        directory.write(
                file,
                JsonBuilder.object()
                        .put("address", database.toString())
                        .put("id", id.hex())
                        .toBytes());
    }

    /**
     * Forgets the id, so that the next {@code connect} trusts whoever answers; a damaged one too.
     *
     * @return whether there was one
     */
    boolean reset() throws StorageException {
        return directory.delete(file);
    }
}
