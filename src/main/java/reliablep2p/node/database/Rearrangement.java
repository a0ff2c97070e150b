package reliablep2p.node.database;

import java.util.List;
import java.util.Optional;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.scrub.FolderInventory;
import reliablep2p.node.scrub.Repairs;
import reliablep2p.node.state.Catalog;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;
import reliablep2p.storage.Vault;

/**
 * Brings the directory up to a journal that has gone on without it: what has the name of a newer version makes room for
 * it, and what is listed and not here is fetched again. Doing it twice does no harm. To be done while nobody decides.
 *
 * @param named what lies under its name
 */
record Rearrangement(
        Catalog catalog,
        FolderInventory named,
        SharedFolder folder,
        Vault vault,
        VaultPlacement placement,
        Repairs repairs) {
    /**
     * Does it.
     *
     * @return how many files are missing
     */
    int arrange() throws StorageException {
        placement.placeAll();
        for (TrustedFile file : catalog.files()) {
            Optional<StoredFile> older = older(file);
            if (older.isPresent() && vault.keep(older.get())) {
                named.held().remove(file.name());
            }
        }
        List<TrustedFile> missing = catalog.listed().stream()
                .filter(file -> !BackupInventory.has(file, named, vault) && !isTaken(file))
                .toList();
        repairs.addAll(missing);
        return missing.size();
    }

    /** Another version, of which the catalog knows or knew, that has the name yet; anything else there is the operator's own affair. */
    private Optional<StoredFile> older(TrustedFile file) {
        return named.held()
                .find(file.name())
                .filter(found -> !found.file().equals(file)
                        && catalog.versions(file.name()).stream()
                                .anyMatch(version -> version.file().equals(found.file())));
    }

    private boolean isTaken(TrustedFile file) {
        return catalog.find(file.name()).equals(Optional.of(file)) && folder.isTaken(file.name());
    }
}
