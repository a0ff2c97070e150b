package reliablep2p.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

/** Does to a file what a failing disk does: another byte, and nobody wrote it. */
public final class BitRot {
    private BitRot() {}

    /** Flips all bits of one byte; the file's times stay. */
    public static void flip(Path file, long position) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) ~one.get(0)).rewind();
            channel.write(one, position);
        }
        Files.setLastModifiedTime(file, modified);
    }
}
