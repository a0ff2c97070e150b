package reliablep2p.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the operator gives to somebody who may join: where the network is, who must answer there, and a secret to show.
 *
 * <p>It is carried as one word, see {@link #word}; {@code docs/decisions/0009-invitations.md} has its layout. Whoever has
 * the word can join, so it is never printed but by the command that makes it.
 *
 * @param address where the database peer listens
 * @param database the only id that is to be believed there
 * @param secret what proves that its owner was invited
 */
public record Invitation(Address address, PeerId database, InvitationSecret secret) {
    /** What every invitation begins with; the digit is the layout's. */
    public static final String PREFIX = "rp2p1-";

    /** The longest word, in characters. */
    public static final int MAX_LENGTH = 450;

    private static final int ID_BYTES = 32;
    private static final int CHECKSUM_BYTES = 4;

    /** Port, length of the host, host, id, secret, checksum. */
    private static final int BYTES_WITHOUT_HOST = Short.BYTES + 1 + ID_BYTES + InvitationSecret.BYTES + CHECKSUM_BYTES;

    /** How the prefix ends: copying with the mouse often loses the first characters. */
    private static final String TAIL_OF_PREFIX = "p1-";

    private static final int BEFORE_TAIL = PREFIX.length() - TAIL_OF_PREFIX.length();

    /** So many characters hold at most the address and a part of the id: none of the secret. */
    private static final int HARMLESS = 40;

    /** What a shell or a prompt may have between the characters of a word without changing it. */
    private static final Pattern QUOTES = Pattern.compile("['\"\\\\]");

    /** The word that {@link #parse} reads: {@value #PREFIX} and Base64 for URLs (RFC 4648, section 5) without padding. */
    public String word() {
        byte[] host = address.host().getBytes(StandardCharsets.US_ASCII);
        byte[] content = ByteBuffer.allocate(BYTES_WITHOUT_HOST - CHECKSUM_BYTES + host.length)
                .putShort((short) address.port())
                .put((byte) host.length)
                .put(host)
                .put(HexFormat.of().parseHex(database.hex()))
                .put(secret.bytes())
                .array();
        byte[] whole = Arrays.copyOf(content, content.length + CHECKSUM_BYTES);
        System.arraycopy(checksum(content), 0, whole, content.length, CHECKSUM_BYTES);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /**
     * Reads an invitation that came from outside.
     *
     * @throws InvalidValueException if it is none, or not exactly as it was made
     */
    public static Invitation parse(String word) throws InvalidValueException {
        if (!word.startsWith(PREFIX)) {
            throw new InvalidValueException("an invitation is one word that begins with " + PREFIX);
        }
        if (word.length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "this is longer than any invitation; copy the one word that begins with " + PREFIX);
        }
        byte[] whole = decoded(word);
        byte[] content = Arrays.copyOf(whole, whole.length - CHECKSUM_BYTES);
        byte[] checksum = Arrays.copyOfRange(whole, content.length, whole.length);
        if (!Arrays.equals(checksum, checksum(content))) {
            throw mistyped();
        }
        return read(ByteBuffer.wrap(content));
    }

    private static byte[] decoded(String word) throws InvalidValueException {
        String text = word.substring(PREFIX.length());
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            // The decoder takes padding, and ignores bits of the last character: neither was made here.
            if (whole.length > BYTES_WITHOUT_HOST
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(whole)
                            .equals(text)) {
                return whole;
            }
        } catch (IllegalArgumentException notBase64) {
            // Its message quotes a character of the secret.
        }
        throw mistyped();
    }

    private static Invitation read(ByteBuffer content) throws InvalidValueException {
        try {
            int port = Short.toUnsignedInt(content.getShort());
            byte[] host = new byte[Byte.toUnsignedInt(content.get())];
            content.get(host);
            PeerId database = new PeerId(hash(content));
            InvitationSecret secret = new InvitationSecret(hash(content));
            if (!content.hasRemaining()) {
                return new Invitation(
                        Address.of(new String(host, StandardCharsets.ISO_8859_1), port), database, secret);
            }
        } catch (BufferUnderflowException tooShort) {
            // As wrong as one that is too long.
        }
        throw new InvalidValueException("this invitation was not made by this version of the program");
    }

    private static String hash(ByteBuffer content) {
        byte[] hash = new byte[ID_BYTES];
        content.get(hash);
        return Hex.of(hash);
    }

    private static byte[] checksum(byte[] content) {
        return Arrays.copyOf(Sha256.digest().digest(content), CHECKSUM_BYTES);
    }

    private static InvalidValueException mistyped() {
        return new InvalidValueException(
                "this invitation has a typo or is not whole; copy it once more, from " + PREFIX + " to its end");
    }

    /**
     * Whether a text has an invitation in it, or enough of one to hold a part of its secret: such a text is neither kept
     * nor logged. A mistyped one counts, and one that is quoted as for a shell.
     */
    public static boolean looksLikeOne(String text) {
        return find(text, 0) >= 0 || find(QUOTES.matcher(text).replaceAll(""), 0) >= 0;
    }

    /** The text with {@code (an invitation)} in the place of each one. */
    public static String redacted(String text) {
        int at = find(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        int from = 0;
        for (; at >= 0; at = find(text, from)) {
            int begin = text.startsWith(PREFIX, at - BEFORE_TAIL) ? at - BEFORE_TAIL : at;
            clean.append(text, from, begin).append("(an invitation)");
            from = end(text, at);
        }
        return clean.append(text, from, text.length()).toString();
    }

    /** Where the end of the next one's prefix is; a plain loop, because each line of the log comes here. */
    private static int find(String text, int from) {
        int last = text.length() - TAIL_OF_PREFIX.length();
        for (int at = from; at <= last; at++) {
            if (text.regionMatches(true, at, TAIL_OF_PREFIX, 0, TAIL_OF_PREFIX.length())
                    && end(text, at) - at >= TAIL_OF_PREFIX.length() + HARMLESS) {
                return at;
            }
        }
        return -1;
    }

    /** Where the digits of Base64 for URLs end that begin there. */
    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** Where it leads; never the secret. */
    @Override
    public String toString() {
        return "invitation to " + database + " at " + address;
    }
}
