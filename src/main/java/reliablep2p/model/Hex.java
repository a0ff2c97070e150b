package reliablep2p.model;

import java.util.HexFormat;

/** The one way in which 32-byte hashes are written: 64 lower-case hexadecimal digits. */
final class Hex {
    private static final int HASH_DIGITS = 64;

    private Hex() {}

    static String of(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    static boolean isHash(String text) {
        if (text.length() != HASH_DIGITS) {
            return false;
        }
        for (int i = 0; i < HASH_DIGITS; i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }
}
