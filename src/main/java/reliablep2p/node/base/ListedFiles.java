package reliablep2p.node.base;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.node.state.Catalog;
import reliablep2p.storage.ExpectedFiles;
import reliablep2p.storage.StoredFile;

/**
 * What should be in the directory of the database peer: what each name means now. A file is suspect if it differs from
 * what its name means in nothing but its bytes: as long, and not written to since that was approved.
 */
record ListedFiles(Catalog catalog) implements ExpectedFiles {
    @Override
    public boolean isExpected(FileName name) {
        return catalog.current(name).isPresent();
    }

    @Override
    public boolean isSuspect(StoredFile file) {
        Optional<FileVersion> listed = catalog.current(file.file().name());
        return listed.isPresent()
                && !listed.get().file().equals(file.file())
                && listed.get().file().size() == file.file().size()
                && !modified(file).isAfter(listed.get().approval().when());
    }

    private static Instant modified(StoredFile file) {
        return Instant.EPOCH.plusNanos(file.stamp().modifiedNanos());
    }
}
