package reliablep2p.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The lock of a peer's directory: the system frees it when the process ends, however it ends.
 *
 * <p>The lock file holds the owner's process number while it is locked. It is never deleted: somebody who opened it
 * before and locks it afterwards would hold a file that nobody else finds.
 *
 * <p>Thread-safe. The set of directories that this process holds is static, because the lock is the process's too:
 * closing <em>any</em> channel of a locked file frees the lock (POSIX), so a second try must not even open it. Its
 * monitor also serialises taking and freeing; both are rare and short.
 */
final class DirectoryLock implements Closeable {
    private static final Set<Path> HELD = new HashSet<>();
    private static final String FILE = "lock";
    private static final int PID_DIGITS = 19;

    private final Path key;
    private final FileChannel channel;

    private DirectoryLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param folder where the lock file {@value #FILE} is
     * @param shown the directory that is locked, as the person calls it
     * @throws DirectoryInUseException if another process, or this one, has it
     */
    static DirectoryLock take(Path folder, Path shown) throws IOException, DirectoryInUseException {
        Path key = folder.toRealPath();
        synchronized (HELD) {
            if (HELD.contains(key)) {
                throw new DirectoryInUseException(
                        shown, OptionalLong.of(ProcessHandle.current().pid()));
            }
            DirectoryLock lock = lock(folder.resolve(FILE), key, shown);
            HELD.add(key);
            return lock;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (channel.isOpen()) {
                try (channel) {
                    channel.truncate(0);
                } finally {
                    HELD.remove(key);
                }
            }
        }
    }

    private static DirectoryLock lock(Path file, Path key, Path shown) throws IOException, DirectoryInUseException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        LinkOption.NOFOLLOW_LINKS),
                Disk.mode("rw-------"));
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new DirectoryInUseException(shown, readPid(channel));
            }
            writePid(channel);
            return new DirectoryLock(key, channel);
        } catch (IOException | DirectoryInUseException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void writePid(FileChannel channel) throws IOException {
        channel.truncate(0);
        String line = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static OptionalLong readPid(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_DIGITS);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        String line = text.lines().findFirst().orElse("");
        return line.matches("[1-9][0-9]{0,17}") ? OptionalLong.of(Long.parseLong(line)) : OptionalLong.empty();
    }
}
