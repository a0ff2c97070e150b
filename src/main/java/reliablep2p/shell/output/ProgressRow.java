package reliablep2p.shell.output;

import java.util.List;
import reliablep2p.model.PieceSet;
import reliablep2p.model.TrustedFile;

/** How one transfer stands at a moment. */
sealed interface ProgressRow {
    /** Of which file. */
    TrustedFile file();

    /**
     * No byte has come yet.
     *
     * @param why what it waits for, in a few words
     */
    record Waiting(TrustedFile file, String why) implements ProgressRow {}

    /**
     * Bytes come.
     *
     * @param received how many of the file's bytes are here
     * @param rate bytes a second; 0 if not known yet
     * @param sources who sends them, or has sent some
     * @param pieces which are verified
     * @param count how many pieces the file has; 0 if that is not known
     */
    record Receiving(TrustedFile file, long received, double rate, List<Source> sources, PieceSet pieces, int count)
            implements ProgressRow {
        /** In a word or two. */
        String source() {
            List<Source> sending =
                    sources.stream().filter(source -> source.rate() > 0).toList();
            return sending.size() > 1
                    ? sending.size() + " peers"
                    : (sending.isEmpty() ? sources : sending).get(0).address();
        }
    }

    /**
     * Somebody who sends.
     *
     * @param bytes how many came from it
     * @param rate bytes a second; 0 if nothing comes any more
     */
    record Source(String address, long bytes, double rate) {}
}
