package reliablep2p.node.serve;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PieceList;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.OpenFile;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/**
 * The files of the shared folder.
 *
 * @param held what is in it
 * @param folder opens them
 */
public record FolderStock(HeldFiles held, SharedFolder folder) implements Stock {
    private static final Logger LOG = LoggerFactory.getLogger(FolderStock.class);

    @Override
    public boolean has(TrustedFile file) {
        return held.find(file).isPresent();
    }

    @Override
    public Optional<OpenFile> open(TrustedFile file) {
        Optional<StoredFile> stored = held.find(file);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder.open(stored.get()));
        } catch (IOException e) {
            LOG.warn("{} can't be served, and is looked at again: {}", file.name(), e.toString());
            held.remove(stored.get().file().name());
            return Optional.empty();
        }
    }

    @Override
    public PieceList pieces(TrustedFile file) throws StorageException {
        Optional<StoredFile> stored = held.find(file);
        if (stored.isEmpty()) {
            throw new StorageException(file.name() + " is not here.");
        }
        return folder.pieces(stored.get().file());
    }

    @Override
    public void changed(TrustedFile file) {
        held.find(file).ifPresent(stored -> held.remove(stored.file().name()));
    }
}
