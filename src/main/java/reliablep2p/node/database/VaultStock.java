package reliablep2p.node.database;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PieceList;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.serve.FolderStock;
import reliablep2p.node.serve.Stock;
import reliablep2p.storage.OpenFile;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.Vault;

/**
 * The shared folder, and for older versions the vault.
 *
 * @param folder asked first
 * @param vault asked for what the folder does not have
 */
record VaultStock(FolderStock folder, Vault vault) implements Stock {
    private static final Logger LOG = LoggerFactory.getLogger(VaultStock.class);

    @Override
    public boolean has(TrustedFile file) {
        return folder.has(file) || vault.contains(file);
    }

    @Override
    public Optional<OpenFile> open(TrustedFile file) {
        Optional<OpenFile> found = folder.open(file);
        if (found.isPresent() || !vault.contains(file)) {
            return found;
        }
        try {
            return Optional.of(vault.open(file));
        } catch (IOException e) {
            LOG.warn("{} can't be served out of the vault: {}", file.name(), e.toString());
            return Optional.empty();
        }
    }

    @Override
    public PieceList pieces(TrustedFile file) throws StorageException {
        return folder.has(file) ? folder.pieces(file) : vault.pieces(file);
    }

    @Override
    public void changed(TrustedFile file) {
        folder.changed(file);
    }
}
