package reliablep2p.net;

import java.util.Random;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.protocol.FileAnswer;
import reliablep2p.protocol.GetRequest;

/** A file of three mebibytes and some bytes, the same in every run. */
final class TestFiles {
    static final byte[] BYTES = bytes(3 * 1024 * 1024 + 17);
    static final FileAnswer ANSWER = answer(BYTES.length);
    static final GetRequest GET =
            new GetRequest(ANSWER.file().name(), ANSWER.file().sha256());

    private TestFiles() {}

    /** An announcement of so many bytes. */
    static FileAnswer answer(long size) {
        return new FileAnswer(new TrustedFile(new FileName("a.bin"), size, Sha256.of(BYTES)));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
