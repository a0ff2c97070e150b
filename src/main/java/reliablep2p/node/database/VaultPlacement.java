package reliablep2p.node.database;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.HeldFiles;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;
import reliablep2p.storage.Vault;

/**
 * Moves files from the vault to their names in the shared folder when they are approved, and the versions before them the
 * other way. What a crash kept from being moved is moved at the next start. Called by one thread at a time, under the
 * lock of {@link JournalKeeper}.
 *
 * @param isWaitedFor whether somebody's offer needs these bytes
 */
record VaultPlacement(
        Vault vault, SharedFolder folder, HeldFiles held, Catalog catalog, Predicate<TrustedFile> isWaitedFor)
        implements JournalKeeper.Placement {
    private static final Logger LOG = LoggerFactory.getLogger(VaultPlacement.class);

    @Override
    public boolean isHere(TrustedFile file) {
        return isNamed(file) || vault.contains(file);
    }

    @Override
    public boolean isNamed(TrustedFile file) {
        return held.find(file.name()).map(StoredFile::file).equals(Optional.of(file));
    }

    @Override
    public boolean isSound(TrustedFile file) {
        try {
            if (!vault.contains(file) || vault.verify(file, () -> false)) {
                return true;
            }
            LOG.warn("{} is damaged in the vault, and gets no name", file.name());
            vault.distrust(file); // A scrub puts it aside.
        } catch (StorageException e) {
            LOG.warn("{} gets no name: {}", file.name(), e.getMessage());
        }
        return false;
    }

    @Override
    public List<TrustedFile> force(List<TrustedFile> files) {
        return folder.force(files);
    }

    @Override
    public Pieces pieces(TrustedFile file) throws StorageException {
        PieceList list = isNamed(file) ? folder.pieces(file) : vault.pieces(file);
        return new Pieces(Pieces.sizeFor(file.size()), list.hash());
    }

    @Override
    public void place(TrustedFile file, Optional<TrustedFile> older) throws StorageException {
        if (isNamed(file) || !vault.contains(file)) {
            return; // It lies there already, as the operator wanted it.
        }
        Optional<StoredFile> before = older.flatMap(
                known -> held.find(known.name()).filter(found -> found.file().equals(known)));
        try {
            boolean copy = isWaitedFor.test(file) || isOlder(file);
            if (copy && !isSound(file)) {
                throw new StorageException(
                        file.name() + " can't be put under its name: what is kept of it is damaged.");
            }
            StoredFile placed = dated(vault.place(file, before, copy));
            folder.remember(placed);
            held.add(placed);
        } catch (IOException e) {
            throw new StorageException(file.name() + " can't be put under its name: " + e.getMessage() + ".", e);
        }
    }

    /** What came again only now must not look as if somebody had written to it since its approval. */
    private StoredFile dated(StoredFile placed) {
        return catalog.current(placed.file().name())
                .filter(listed -> listed.file().equals(placed.file()))
                .map(listed -> folder.dated(placed, listed.approval().when()))
                .orElse(placed);
    }

    /** Whether these bytes are an older version of some file, too, which has no other place than the vault. */
    private boolean isOlder(TrustedFile file) {
        // Mostly it is the only one, and a hundred thousand files need not be compared to see that.
        return catalog.count(file.sha256()) > 1
                && catalog.listed().stream()
                        .anyMatch(listed -> listed.sha256().equals(file.sha256())
                                && !catalog.find(listed.name()).equals(Optional.of(listed)));
    }

    /** Places what is listed and was left in the vault by a crash; what the operator has put there keeps the name. */
    void placeAll() throws StorageException {
        Set<Sha256> contents = new HashSet<>(vault.contents());
        if (contents.isEmpty()) {
            return;
        }
        for (TrustedFile file : catalog.files()) {
            if (contents.contains(file.sha256())) {
                Optional<TrustedFile> older = held.find(file.name())
                        .map(StoredFile::file)
                        .filter(found ->
                                catalog.find(file.name(), found.sha256()).isPresent());
                if ((older.isPresent() || !folder.isTaken(file.name())) && isSound(file)) {
                    place(file, older);
                }
            }
        }
    }
}
