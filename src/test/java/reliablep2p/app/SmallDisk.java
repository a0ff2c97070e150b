package reliablep2p.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files on a disk with so much room: what does not fit is written as far as it does, as systems do. */
final class SmallDisk implements LogFile.Opening {
    private long room;
    private boolean truncates = true;

    SmallDisk(long room) {
        this.room = room;
    }

    void grow(long bytes) {
        room += bytes;
    }

    /** From now on nothing can be taken back. */
    void refuseToTruncate() {
        truncates = false;
    }

    @Override
    public SeekableByteChannel open(Path path) throws IOException {
        return new Channel(Files.newByteChannel(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private final class Channel implements SeekableByteChannel {
        private final SeekableByteChannel file;

        Channel(SeekableByteChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            int count = (int) Math.min(room, from.remaining());
            ByteBuffer part = from.slice().limit(count);
            file.write(part);
            from.position(from.position() + count);
            room -= count;
            return count;
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            if (!truncates) {
                throw new IOException("Input/output error");
            }
            room += file.size() - size;
            file.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return file.read(into);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
