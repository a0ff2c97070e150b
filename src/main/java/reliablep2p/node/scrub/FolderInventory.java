package reliablep2p.node.scrub;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.ReadListener;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/**
 * The files of the shared folder that the catalog lists; what else lies there is the person's own affair.
 *
 * @param held what is in the folder
 * @param folder reads it
 */
public record FolderInventory(Catalog catalog, HeldFiles held, SharedFolder folder) implements Inventory {
    @Override
    public List<Kept> kept() {
        return held.files().stream()
                .flatMap(stored -> listed(stored).map(file -> kept(file, stored)).stream())
                .toList();
    }

    /**
     * A file that is here.
     *
     * @param file as the catalog lists it
     * @param stored as it was found
     */
    public Kept kept(TrustedFile file, StoredFile stored) {
        return new Named(file, stored, held, folder);
    }

    private Optional<TrustedFile> listed(StoredFile stored) {
        TrustedFile file = stored.file();
        return catalog.find(file.name(), file.sha256()).or(() -> catalog.find(file.sha256()));
    }

    @Override
    public List<TrustedFile> missing(Consumer<List<TrustedFile>> found) {
        return List.of();
    }

    @Override
    public boolean has(TrustedFile file) {
        return held.find(file).isPresent();
    }

    @Override
    public boolean wants(TrustedFile file) {
        return catalog.find(file.name(), file.sha256()).isPresent();
    }

    private record Named(TrustedFile file, StoredFile stored, HeldFiles held, SharedFolder folder) implements Kept {
        @Override
        public FileCondition inspect(ReadListener listener) throws CancelledScanException {
            return folder.inspect(stored, listener);
        }

        @Override
        public void distrust() {
            folder.distrust(stored);
            held.removeDamaged(stored);
        }

        @Override
        public Optional<Path> putAside() throws StorageException {
            return folder.putAside(stored);
        }
    }
}
