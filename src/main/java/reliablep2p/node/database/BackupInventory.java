package reliablep2p.node.database;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.scrub.FolderInventory;
import reliablep2p.node.scrub.Inventory;
import reliablep2p.storage.CancelledScanException;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.ReadListener;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;
import reliablep2p.storage.Vault;

/**
 * Every listed version of every file, and what waits for the operator: the database peer is to have them all.
 *
 * @param folder those that lie under their names
 * @param vault the older ones
 * @param absences tells what was deleted
 * @param undisturbed runs something while nobody decides what is deleted
 * @param offers the files that wait
 */
record BackupInventory(
        FolderInventory folder,
        Vault vault,
        Absences absences,
        Consumer<Runnable> undisturbed,
        Offers offers,
        InstantSource clock)
        implements Inventory {
    @Override
    public List<Kept> kept() {
        List<Kept> kept = new ArrayList<>(folder.kept());
        Set<Sha256> seen = new HashSet<>();
        kept.forEach(one -> seen.add(one.file().sha256()));
        List<TrustedFile> others = new ArrayList<>(absences.catalog().listed());
        others.addAll(offers.waiting());
        for (TrustedFile file : others) {
            if (vault.contains(file) && seen.add(file.sha256())) {
                kept.add(new Older(file, vault, offers, clock));
            }
        }
        return kept;
    }

    @Override
    public List<TrustedFile> missing(Consumer<List<TrustedFile>> found) {
        List<TrustedFile> blocked = new ArrayList<>();
        undisturbed.accept(() -> {
            Absences.Found absent = absences.find();
            List<TrustedFile> missing = new ArrayList<>(absent.lost());
            missing.addAll(older());
            missing.addAll(offers.waiting());
            missing.removeIf(this::has);
            blocked.addAll(absent.blocked());
            blocked.removeIf(this::has);
            found.accept(missing);
        });
        return blocked;
    }

    private List<TrustedFile> older() {
        Set<TrustedFile> current = new HashSet<>(absences.catalog().files());
        return absences.catalog().listed().stream()
                .filter(file -> !current.contains(file))
                .toList();
    }

    @Override
    public boolean has(TrustedFile file) {
        return has(file, folder, vault);
    }

    /**
     * Whether a file is where it has to be: what a name means now under that name, since each name is to have its own; an older
     * version anywhere.
     */
    static boolean has(TrustedFile file, FolderInventory folder, Vault vault) {
        if (vault.contains(file)) {
            return true;
        }
        boolean current = folder.catalog().find(file.name()).equals(Optional.of(file));
        return current
                ? folder.held().find(file.name()).map(StoredFile::file).equals(Optional.of(file))
                : folder.has(file);
    }

    @Override
    public boolean wants(TrustedFile file) {
        return folder.wants(file) || offers.waiting().contains(file);
    }

    /** The files that are offered and wait for the operator. Thread-safe. */
    interface Offers {
        /** Those whose bytes should be here. */
        List<TrustedFile> waiting();

        /** The bytes of a file were damaged; it may be one that waits, or not. */
        void damaged(TrustedFile file);
    }

    private record Older(TrustedFile file, Vault vault, Offers offers, InstantSource clock) implements Kept {
        @Override
        public FileCondition inspect(ReadListener listener) throws CancelledScanException {
            return vault.inspect(file, listener);
        }

        @Override
        public void distrust() {
            vault.distrust(file);
        }

        @Override
        public Optional<Path> putAside() throws StorageException {
            Optional<Path> aside = vault.putAside(file, clock.instant());
            aside.ifPresent(where -> offers.damaged(file));
            return aside;
        }
    }
}
