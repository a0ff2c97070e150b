package reliablep2p.storage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that has its final name and will have it after a power cut.
 *
 * @param file the file
 * @param replaced where the file with other bytes lies that had this name before
 */
public record Published(StoredFile file, Optional<Path> replaced) {}
