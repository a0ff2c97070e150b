package reliablep2p.trust.journal;

/** A journal, a head or an admission is not what it should be; the message is one sentence, printable. */
public final class JournalException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * Makes the exception.
     *
     * @param line the first bad line, counted from 1; 0 if it is no line that is bad
     */
    public JournalException(long line, String message) {
        super(message);
        this.line = line;
    }

    /** The first bad line, counted from 1; 0 if it is no line that is bad. */
    public long line() {
        return line;
    }
}
