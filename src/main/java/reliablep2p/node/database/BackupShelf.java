package reliablep2p.node.database;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.fetch.Shelf;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.Destination;
import reliablep2p.storage.FileGroup;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.Published;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;
import reliablep2p.storage.Vault;

/**
 * Where files of the catalog lie that the database peer fetches again: under their names in the shared folder, and older
 * versions in the vault. All come into the vault first: which of them has the name is seen, and changed, only while nobody
 * decides.
 *
 * @param undisturbed runs something while nobody decides
 */
record BackupShelf(
        PeerDirectory directory,
        SharedFolder folder,
        Vault vault,
        Catalog catalog,
        HeldFiles held,
        VaultPlacement placement,
        Consumer<Runnable> undisturbed)
        implements Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(BackupShelf.class);

    @Override
    public boolean wants(TrustedFile file) {
        return catalog.find(file.name(), file.sha256()).isPresent();
    }

    @Override
    public boolean isHere(TrustedFile file, Cancellation cancellation) throws StorageException {
        if (isCurrent(file)) {
            Optional<StoredFile> here = folder.verify(file, cancellation::isCancelled);
            here.ifPresent(held::add);
            if (here.isPresent()) {
                return true;
            }
        }
        return vault.verify(file, cancellation::isCancelled);
    }

    @Override
    public PartFile begin(TrustedFile file, PartFile.Piecewise pieces, Optional<PeerId> only, Cancellation cancellation)
            throws StorageException {
        return PartFile.begin(directory, file, pieces, destination(file), only, cancellation::isCancelled);
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
    public Published publish(TrustedFile file, PartFile part) throws IOException, StorageException {
        Published published = part.publish(destination(file));
        placed(published);
        return published;
    }

    @Override
    public void placed(Published published) {
        TrustedFile file = published.file().file();
        undisturbed.accept(() -> {
            // What has the name by now is the operator's, or another version that has not been seen yet.
            if (isCurrent(file) && !folder.isTaken(file.name())) {
                place(file);
            }
        });
    }

    /** What can't have its name now is whole in the vault, and gets it with the next look at what is missing. */
    private void place(TrustedFile file) {
        try {
            placement.place(file, Optional.empty());
        } catch (StorageException e) {
            LOG.error("{} came again, and can't be put under its name yet", file.name(), e);
        }
    }

    private boolean isCurrent(TrustedFile file) {
        return catalog.find(file.name()).equals(Optional.of(file));
    }
}
