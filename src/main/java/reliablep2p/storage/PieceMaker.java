package reliablep2p.storage;

import java.io.IOException;
import java.nio.file.Path;
import reliablep2p.model.PieceList;
import reliablep2p.model.TrustedFile;

/** Reads files whose bytes were proved before there were pieces, or whose list was lost. Stateless. */
final class PieceMaker {
    private PieceMaker() {}

    /**
     * Reads a file to find the hashes of its pieces, and keeps them.
     *
     * @throws StorageException if it is not there any more, can't be read or has other bytes
     */
    static PieceList make(PieceLists lists, Path path, TrustedFile file) throws StorageException {
        try {
            FileStatus status = FileStatus.of(path);
            if (status.isRegular() && status.stamp().size() == file.size()) {
                PieceDigest.Hashes hashes = FileHasher.pieces(path, status.stamp(), read -> {});
                if (hashes.sha256().equals(file.sha256())) {
                    lists.save(hashes.sha256(), hashes.pieces());
                    return hashes.pieces();
                }
            }
            throw new StorageException(file.name() + " is not the file any more that it was.");
        } catch (IOException e) {
            throw new StorageException(file.name() + " can't be read: " + DiskException.reason(e) + ".", e);
        }
    }
}
