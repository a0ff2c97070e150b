package reliablep2p.node.base;

import java.nio.file.Path;
import java.util.function.Consumer;
import reliablep2p.node.NodeEvent;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.DamagedIdentityException;
import reliablep2p.trust.Identity;

/** Keeps a peer's key and certificate in the state file {@value #FILE}, readable by its owner only. */
public final class IdentityFile {
    /** Its name. */
    public static final String FILE = "identity.pem";

    private final PeerDirectory directory;
    private final Consumer<NodeEvent> events;

    IdentityFile(PeerDirectory directory, Consumer<NodeEvent> events) {
        this.directory = directory;
        this.events = events;
    }

    /**
     * The identity of this directory, made on the first start.
     *
     * @param isNetworks whether a damaged one is an error; an ordinary peer's is put aside and made anew
     */
    Identity readOrMake(boolean isNetworks) throws StorageException {
        try {
            byte[] pem = directory.read(FILE, Identity.MAX_PEM_BYTES);
            return pem == null ? make() : Identity.parsePem(pem);
        } catch (DamagedIdentityException | DamagedStateException e) {
            if (isNetworks) {
                throw new StorageException(directory.path(FILE) + " is damaged. It is the key of the network: put a"
                        + " copy back, or move it away to begin a new network, which all members have to be told of.");
            }
            Path aside = directory.moveAside(FILE);
            events.accept(new NodeEvent.Warning(
                    "This peer's identity was damaged and is now " + aside + "; a new one has been made."));
            return make();
        }
    }

    private Identity make() throws StorageException {
        Identity identity = Identity.generate();
        directory.write(FILE, identity.toPem());
        return identity;
    }
}
