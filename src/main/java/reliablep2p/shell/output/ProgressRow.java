package reliablep2p.shell.output;

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
     * @param source who sends them
     */
    record Receiving(TrustedFile file, long received, double rate, String source) implements ProgressRow {}
}
