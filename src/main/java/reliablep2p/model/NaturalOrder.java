package reliablep2p.model;

import java.util.Comparator;

/**
 * Orders names as a person would: upper and lower case alike, and digits by the number that they write, so that "track 2"
 * comes before "track 10". Names that are alike in that way follow each other in the order of their characters.
 */
public final class NaturalOrder implements Comparator<String> {
    /** Of two texts; 0 only if they are equal. */
    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            char x = a.charAt(i);
            char y = b.charAt(j);
            if (isDigit(x) && isDigit(y)) {
                int iEnd = endOfNumber(a, i);
                int jEnd = endOfNumber(b, j);
                int order = compareNumbers(a, i, iEnd, b, j, jEnd);
                if (order != 0) {
                    return order;
                }
                i = iEnd;
                j = jEnd;
            } else {
                if (x != y && folded(x) != folded(y)) {
                    return Character.compare(folded(x), folded(y));
                }
                i++;
                j++;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    /** Numbers of any length: without leading zeros the longer one is larger. */
    private static int compareNumbers(String a, int i, int iEnd, String b, int j, int jEnd) {
        int x = withoutZeros(a, i, iEnd);
        int y = withoutZeros(b, j, jEnd);
        int order = Integer.compare(iEnd - x, jEnd - y);
        while (order == 0 && x < iEnd) {
            order = Character.compare(a.charAt(x++), b.charAt(y++));
        }
        return order;
    }

    private static int withoutZeros(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int endOfNumber(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char folded(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
