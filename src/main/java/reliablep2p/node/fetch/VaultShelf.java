package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.Optional;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.storage.Destination;
import reliablep2p.storage.FileGroup;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.Published;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.Vault;

/** The vault, for files that are fetched before they are in the catalog. */
public final class VaultShelf implements Shelf {
    private final PeerDirectory directory;
    private final Vault vault;

    /** Makes it. */
    public VaultShelf(PeerDirectory directory, Vault vault) {
        this.directory = directory;
        this.vault = vault;
    }

    @Override
    public boolean wants(TrustedFile file) {
        return true;
    }

    @Override
    public boolean isHere(TrustedFile file, Cancellation cancellation) throws StorageException {
        return vault.verify(file, cancellation::isCancelled);
    }

    @Override
    public PartFile begin(TrustedFile file, PartFile.Piecewise pieces, Optional<PeerId> only, Cancellation cancellation)
            throws StorageException {
        return PartFile.begin(directory, file, pieces, destination(file), only, cancellation::isCancelled);
    }

    @Override
    public Published publish(TrustedFile file, PartFile part) throws IOException, StorageException {
        return part.publish(destination(file));
    }

    @Override
    public FileGroup group() {
        return new FileGroup(directory);
    }

    @Override
    public Destination destination(TrustedFile file) {
        return new Destination.Kept();
    }

    @Override
    public void placed(Published published) {
        // The vault looks for its files by their hashes.
    }
}
