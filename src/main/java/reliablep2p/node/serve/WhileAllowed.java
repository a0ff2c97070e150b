package reliablep2p.node.serve;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** Bytes that may be read only as long as something holds: a transfer is stopped where its file or its asker is out. */
final class WhileAllowed extends FilterInputStream {
    private final BooleanSupplier allowed;

    WhileAllowed(InputStream bytes, BooleanSupplier allowed) {
        super(bytes);
        this.allowed = allowed;
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return super.read(buffer, offset, length);
    }

    private void check() throws IOException {
        if (!allowed.getAsBoolean()) {
            throw new IOException("the file was revoked, or the peer expelled, while it was sent");
        }
    }
}
