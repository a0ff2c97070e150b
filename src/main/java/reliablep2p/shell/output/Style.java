package reliablep2p.shell.output;

/**
 * The one decision whether anything is styled, for JLine's lines and picocli's help alike.
 *
 * @param enabled whether escape sequences may be printed at all
 */
public record Style(boolean enabled) {
    private static final String BOLD = "\u001b[1m";
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String RESET = "\u001b[m";

    /** A line of titles. */
    public String heading(String text) {
        return styled(BOLD, text);
    }

    /** A line that must not be missed. */
    public String alarm(String text) {
        return styled(BOLD_RED, text);
    }

    private String styled(String begin, String text) {
        return enabled ? begin + text + RESET : text;
    }
}
