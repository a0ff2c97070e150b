package reliablep2p.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The first record of a TLS connection (RFC 8446, section 5.1), which an honest peer sends whole as soon as it is connected:
 * so who has sent it is told from who has sent a byte. What is in it is for TLS to read. Stateless.
 */
final class ClientHello {
    private static final int HANDSHAKE = 0x16;
    private static final int HEADER = 5;
    private static final int MOST = 1 << 14;

    private ClientHello() {}

    /**
     * Waits for the record, and reads it; of anything else only as much as shows that it is none.
     *
     * @param first the first byte, which was read before; -1 if there is none
     * @return all that was read, {@code first} included
     */
    static byte[] read(int first, InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        if (first >= 0) {
            read.write(first);
        }
        if (first == HANDSHAKE) {
            byte[] rest = in.readNBytes(HEADER - 1);
            read.writeBytes(rest);
            if (rest.length == HEADER - 1) {
                int length = (rest[2] & 0xFF) << 8 | (rest[3] & 0xFF);
                read.writeBytes(in.readNBytes(length <= MOST ? length : 0));
            }
        }
        return read.toByteArray();
    }
}
