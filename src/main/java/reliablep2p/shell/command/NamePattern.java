package reliablep2p.shell.command;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import reliablep2p.model.FileName;

/** A pattern of file names and other short texts: {@code *} is any characters, {@code ?} one; the case of letters does not matter. */
final class NamePattern implements Predicate<FileName> {
    private final int[] pattern;

    /** The pattern that somebody typed; an empty one takes every name. */
    NamePattern(String glob) {
        this.pattern = folded(glob.isEmpty() ? "*" : composed(glob));
    }

    /** Whether a word may be meant as a pattern. */
    static boolean isPattern(String word) {
        return word.indexOf('*') >= 0 || word.indexOf('?') >= 0;
    }

    /** What was typed in the form that names have: some keyboards make an accent a character of its own. */
    static String composed(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC);
    }

    private static int[] folded(String text) {
        return text.toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
    }

    @Override
    public boolean test(FileName name) {
        return takes(name.text());
    }

    /** Goes back to the last star only, so the time is at most the product of the lengths, whatever the pattern. */
    boolean takes(String candidate) {
        int[] text = folded(candidate);
        int at = 0;
        int next = 0;
        int star = -1;
        int retry = 0;
        while (at < text.length) {
            if (next < pattern.length && pattern[next] == '*') {
                star = next++;
                retry = at;
            } else if (next < pattern.length && (pattern[next] == '?' || pattern[next] == text[at])) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (next < pattern.length && pattern[next] == '*') {
            next++;
        }
        return next == pattern.length;
    }
}
