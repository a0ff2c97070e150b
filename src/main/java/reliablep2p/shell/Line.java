package reliablep2p.shell;

/** What reading a line came to. */
public sealed interface Line {
    /** The longest line, in bytes of UTF-8 without its end. */
    int MAX_BYTES = 4096;

    /** A line, without its end. */
    record Typed(String text) implements Line {}

    /** More than {@link #MAX_BYTES} came before the end of the line; the rest was skipped. */
    record TooLong() implements Line {}

    /** The line is not valid UTF-8. */
    record NotText() implements Line {}

    /**
     * The line could not be read, and neither can those after it.
     *
     * @param reason why; safe to print
     */
    record Failed(String reason) implements Line {}

    /** Ctrl-C: what was typed so far is dropped. */
    record Interrupted() implements Line {}

    /** There are no more lines. */
    record End() implements Line {}
}
