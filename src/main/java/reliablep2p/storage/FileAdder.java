package reliablep2p.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/** Puts files of one's own into the shared folder: wholly or not at all. Stateless. */
public final class FileAdder {
    private static final int CHUNK = 64 * 1024;

    /** What is told of a file that gets no name. */
    private static final FileName KEPT = new FileName("vault");

    private FileAdder() {}

    /**
     * Adds a file.
     *
     * @param bytes read to its end, and not closed
     * @param expectedSize how many bytes there seem to be
     * @throws DiskException if the disk fails, or the name is taken by a link, pipe or directory
     * @throws IOException if the stream fails
     */
    public static Published add(PeerDirectory directory, FileName name, InputStream bytes, long expectedSize)
            throws IOException, StorageException {
        Path part = directory.parts().resolve(UUID.randomUUID() + ".added");
        try {
            return add(directory, name, bytes, new PieceDigest(expectedSize), part);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Puts bytes into the vault, under their hash.
     *
     * @param bytes as {@link #add}
     * @throws DiskException if the disk fails
     * @throws IOException if the stream fails
     */
    static Published keep(PeerDirectory directory, InputStream bytes, long expectedSize)
            throws IOException, StorageException {
        Path part = directory.parts().resolve(UUID.randomUUID() + ".added");
        try (FileChannel channel = create(directory, KEPT, part)) {
            return write(directory, KEPT, channel, bytes, new PieceDigest(expectedSize), part, new Destination.Kept());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Published add(
            PeerDirectory directory, FileName name, InputStream bytes, PieceDigest digest, Path part)
            throws IOException, StorageException {
        Destination destination = new Destination.Shared(name);
        Publication.check(directory, new TrustedFile(name, 0, Sha256.of(new byte[0])), destination);
        try (FileChannel channel = create(directory, name, part)) {
            return write(directory, name, channel, bytes, digest, part, destination);
        }
    }

    private static Published write(
            PeerDirectory directory,
            FileName name,
            FileChannel channel,
            InputStream bytes,
            PieceDigest digest,
            Path part,
            Destination destination)
            throws IOException, StorageException {
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
            digest.update(ByteBuffer.wrap(chunk, 0, read));
            write(directory, name, channel, ByteBuffer.wrap(chunk, 0, read));
            size += read;
        }
        PieceDigest.Hashes hashes = digest.finish(size);
        new PieceLists(directory).save(hashes.sha256(), hashes.pieces());
        TrustedFile file = new TrustedFile(name, size, hashes.sha256());
        return Publication.publish(directory, part, channel, file, destination, read -> {});
    }

    private static FileChannel create(PeerDirectory directory, FileName name, Path part) throws DiskException {
        try {
            return Disk.createShared(part);
        } catch (IOException e) {
            throw DiskException.writing(name, directory.parts(), e);
        }
    }

    private static void write(PeerDirectory directory, FileName name, FileChannel channel, ByteBuffer bytes)
            throws DiskException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw DiskException.writing(name, directory.parts(), e);
        }
    }
}
