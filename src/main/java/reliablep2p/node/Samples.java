package reliablep2p.node;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import reliablep2p.model.FileName;

/** The files that a new database peer starts with. */
public interface Samples {
    /** Their names. */
    List<FileName> names();

    /** The bytes of one of them. */
    InputStream open(FileName name) throws IOException;

    /** No files. */
    static Samples none() {
        return new Samples() {
            @Override
            public List<FileName> names() {
                return List.of();
            }

            @Override
            public InputStream open(FileName name) throws IOException {
                throw new IOException("no sample is called " + name);
            }
        };
    }
}
