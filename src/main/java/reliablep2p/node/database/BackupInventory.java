package reliablep2p.node.database;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.scrub.FolderInventory;
import reliablep2p.node.scrub.Inventory;
import reliablep2p.node.state.Catalog;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.ReadListener;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.Vault;

/**
 * Every listed version of every file: the database peer is to have them all.
 *
 * @param folder those that lie under their names
 * @param vault the older ones
 */
record BackupInventory(FolderInventory folder, Vault vault, Catalog catalog, InstantSource clock) implements Inventory {
    @Override
    public List<Kept> kept() {
        List<Kept> kept = new ArrayList<>(folder.kept());
        Set<Sha256> seen = new HashSet<>();
        kept.forEach(one -> seen.add(one.file().sha256()));
        for (TrustedFile file : catalog.listed()) {
            if (vault.contains(file) && seen.add(file.sha256())) {
                kept.add(new Older(file, vault, clock));
            }
        }
        return kept;
    }

    @Override
    public List<TrustedFile> missing() {
        return catalog.listed().stream().filter(file -> !has(file)).toList();
    }

    @Override
    public boolean has(TrustedFile file) {
        return folder.has(file) || vault.contains(file);
    }

    private record Older(TrustedFile file, Vault vault, InstantSource clock) implements Kept {
        @Override
        public FileCondition inspect(ReadListener listener) throws CancelledScanException {
            return vault.inspect(file, listener);
        }

        @Override
        public Optional<Path> putAside() throws StorageException {
            return vault.putAside(file, clock.instant());
        }
    }
}
