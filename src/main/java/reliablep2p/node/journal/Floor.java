package reliablep2p.node.journal;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * What is still known of a journal whose copy was damaged: whatever is fetched in its place must reach at least as far,
 * and hold the same line there. Kept in the state file {@value #FILE} until then.
 *
 * @param network whose journal
 * @param number of the last line that was proved
 * @param last hash of that line
 */
record Floor(PeerId network, long number, Sha256 last) {
    static final String FILE = "catalog-floor.json";

    private static final Logger LOG = LoggerFactory.getLogger(Floor.class);
    private static final int MAX_BYTES = 1_024;

    static Optional<Floor> read(PeerDirectory directory) throws StorageException {
        try {
            byte[] bytes = directory.read(FILE, MAX_BYTES);
            if (bytes == null) {
                return Optional.empty();
            }
            JsonObject json = JsonObject.parse(bytes, 1);
            return Optional.of(new Floor(
                    PeerId.parse(json.string("network")),
                    json.integer("number", 0, Long.MAX_VALUE),
                    Sha256.parse(json.string("last"))));
        } catch (JsonException | InvalidValueException | DamagedStateException e) {
            LOG.error("{} is damaged and is put aside", FILE, e);
            directory.moveAside(FILE);
            return Optional.empty();
        }
    }

    void write(PeerDirectory directory) throws StorageException {
        directory.write(
                FILE,
                JsonBuilder.object()
                        .put("network", network.hex())
                        .put("number", number)
                        .put("last", last.hex())
                        .toBytes());
    }
}
