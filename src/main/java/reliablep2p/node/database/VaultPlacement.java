package reliablep2p.node.database;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
 * @param inUse whether the vault has to keep this file's bytes for something else, too
 */
record VaultPlacement(Vault vault, SharedFolder folder, HeldFiles held, Predicate<TrustedFile> inUse)
        implements JournalKeeper.Placement {
    @Override
    public boolean isHere(TrustedFile file) {
        return isNamed(file) || vault.contains(file);
    }

    @Override
    public boolean isNamed(TrustedFile file) {
        return held.find(file.name()).map(StoredFile::file).equals(Optional.of(file));
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
            StoredFile placed = vault.place(file, before, inUse.test(file));
            folder.remember(placed);
            held.add(placed);
        } catch (IOException e) {
            throw new StorageException(file.name() + " can't be put under its name: " + e.getMessage() + ".", e);
        }
    }

    /** Places what is listed and was left in the vault by a crash. */
    void placeAll(Catalog catalog) throws StorageException {
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
                place(file, older);
            }
        }
    }
}
