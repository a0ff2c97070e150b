package reliablep2p.node.database;

import java.io.IOException;
import java.util.Optional;
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
 * versions in the vault.
 */
record BackupShelf(PeerDirectory directory, SharedFolder folder, Vault vault, Catalog catalog, HeldFiles held)
        implements Shelf {
    @Override
    public boolean wants(TrustedFile file) {
        return catalog.find(file.name(), file.sha256()).isPresent();
    }

    @Override
    public boolean isHere(TrustedFile file, Cancellation cancellation) throws StorageException {
        if (!isCurrent(file)) {
            return vault.verify(file, cancellation::isCancelled);
        }
        Optional<StoredFile> here = folder.verify(file, cancellation::isCancelled);
        here.ifPresent(held::add);
        return here.isPresent();
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
        return isCurrent(file) ? new Destination.Shared(file.name()) : new Destination.Kept();
    }

    @Override
    public Published publish(TrustedFile file, PartFile part) throws IOException, StorageException {
        Destination destination = destination(file); // It may be an older version by now.
        Published published = part.publish(destination);
        if (destination instanceof Destination.Shared) {
            placed(published);
        }
        return published;
    }

    @Override
    public void placed(Published published) {
        StoredFile file = published.file();
        StoredFile dated = catalog.current(file.file().name())
                .filter(listed -> listed.file().equals(file.file()))
                .map(listed -> folder.dated(file, listed.approval().when()))
                .orElse(file);
        folder.remember(dated);
        held.add(dated);
    }

    private boolean isCurrent(TrustedFile file) {
        return catalog.find(file.name()).equals(Optional.of(file));
    }
}
