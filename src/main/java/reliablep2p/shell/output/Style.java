package reliablep2p.shell.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reliablep2p.model.Printable;

/**
 * The one decision whether anything is styled, for JLine's lines and picocli's help alike.
 *
 * @param enabled whether escape sequences may be printed at all
 */
public record Style(boolean enabled) {
    private static final String BOLD = "\u001b[1m";
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final Pattern STYLES = Pattern.compile("\u001b\\[[0-9;]{0,16}m");
    private static final String RESET = "\u001b[m";

    /** A line that another process has styled, with nothing else in it that a terminal would obey. */
    public static String printable(String line) {
        if (line.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return line;
        }
        StringBuilder printable = new StringBuilder();
        Matcher styles = STYLES.matcher(line);
        int from = 0;
        while (styles.find()) {
            printable
                    .append(Printable.text(line.substring(from, styles.start())))
                    .append(styles.group());
            from = styles.end();
        }
        return printable.append(Printable.text(line.substring(from))).toString();
    }

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
