package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {
    private static final PeerId DATABASE = new PeerId("0123456789abcdef".repeat(4));
    private static final InvitationSecret SECRET = new InvitationSecret("fedcba9876543210".repeat(4));
    private static final Invitation INVITATION = new Invitation(new Address("10.1.2.3", 9000), DATABASE, SECRET);

    @ParameterizedTest
    @CsvSource({"10.1.2.3,9000", "::1,1", "fe80::1:2,65535", "my-host.example.org,40000", "x,32768"})
    void isReadAsItWasMade(String host, int port) throws InvalidValueException {
        Invitation invitation = new Invitation(new Address(host, port), DATABASE, SECRET);
        assertThat(invitation.word()).matches("rp2p1-[A-Za-z0-9_-]+");
        assertThat(Invitation.parse(invitation.word())).isEqualTo(invitation);
    }

    /** The layout is a promise to other versions. */
    @Test
    void keepsItsLayout() {
        assertThat(INVITATION.word())
                .isEqualTo("rp2p1-IygIMTAuMS4yLjMBI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0VniavN7_7cuph2VDIQ"
                        + "_ty6mHZUMhD-3LqYdlQyEP7cuph2VDIQi6hFOQ");
    }

    @Test
    void takesTheLongestHost() throws InvalidValueException {
        Invitation longest = new Invitation(new Address("h".repeat(255), 65_535), DATABASE, SECRET);
        assertThat(longest.word()).hasSizeLessThanOrEqualTo(Invitation.MAX_LENGTH);
        assertThat(Invitation.parse(longest.word())).isEqualTo(longest);
    }

    @Test
    void tellsATypoAtEveryPlace() {
        String word = INVITATION.word();
        for (int i = Invitation.PREFIX.length(); i < word.length(); i++) {
            char other = word.charAt(i) == 'A' ? 'B' : 'A';
            refuses(word.substring(0, i) + other + word.substring(i + 1), "typo");
            refuses(word.substring(0, i) + word.substring(i + 1), "typo");
            refuses(word.substring(0, i), "typo");
        }
        refuses(word + "A", "typo");
        refuses(word + "=", "typo");
        refuses(word + " ", "typo");
        refuses(word.replace('_', '/'), "typo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9000", "rp2p1", "RP2P1-AAAA", "rp2p2-AAAA", " rp2p1-AAAA", "\u0000"})
    void saysHowAnInvitationBegins(String text) {
        refuses(text, "begins with rp2p1-");
    }

    @Test
    void refusesWhatIsTooLongBeforeItIsDecoded() {
        refuses(Invitation.PREFIX + "A".repeat(10_000_000), "longer than any");
        int most = Invitation.MAX_LENGTH - Invitation.PREFIX.length();
        refuses(Invitation.PREFIX + "A".repeat(most + 1), "longer than any");
        refuses(Invitation.PREFIX + "A".repeat(most), "typo");
    }

    @Test
    void refusesARightChecksumOfWrongContent() {
        refuses(checked(new byte[0]), "typo");
        refuses(checked(new byte[67]), "typo");
        refuses(checked(new byte[68]), "not made by this version");
        byte[] portNull = new byte[68];
        portNull[2] = 1;
        portNull[3] = 'h';
        refuses(checked(portNull), "port");
        byte[] noHost = portNull.clone();
        noHost[1] = 1;
        noHost[3] = '\n';
        refuses(checked(noHost), "host");
        byte[] hostBeyondTheEnd = portNull.clone();
        hostBeyondTheEnd[2] = (byte) 255;
        refuses(checked(hostBeyondTheEnd), "not made by this version");
        refuses(checked(Arrays.copyOf(noHost, 69)), "not made by this version");
    }

    @Test
    void hidesItsSecret() {
        assertThat(INVITATION.toString())
                .isEqualTo("invitation to 01234567 at 10.1.2.3:9000")
                .doesNotContain("fedc");
        assertThat(SECRET).hasToString("(secret)");
    }

    @Test
    void hasASecretThatIsNeverTheSame() throws InvalidValueException {
        SecureRandom random = new SecureRandom();
        InvitationSecret one = InvitationSecret.make(random);
        assertThat(one).isNotEqualTo(InvitationSecret.make(random)).isEqualTo(InvitationSecret.parse(one.hex()));
        assertThat(one.fingerprint()).isEqualTo(Sha256.of(one.bytes()));
        assertThatThrownBy(() -> InvitationSecret.parse(one.hex() + "0")).isInstanceOf(InvalidValueException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new InvitationSecret("x"));
    }

    @Test
    void isFoundInAText() {
        String word = INVITATION.word();
        assertThat(Invitation.looksLikeOne(word)).isTrue();
        assertThat(Invitation.looksLikeOne("connect " + word + "; list")).isTrue();
        assertThat(Invitation.looksLikeOne("connect 'rp2p1'\"-" + word.substring(6)))
                .isTrue();
        assertThat(Invitation.looksLikeOne("connect rp2p1-\\" + word.substring(6, 30) + "''" + word.substring(30)))
                .isTrue();
        assertThat(Invitation.looksLikeOne("connect " + word.substring(2))).isTrue();
        assertThat(Invitation.looksLikeOne(word.substring(0, 52) + "!" + word.substring(53)))
                .isTrue();
        assertThat(Invitation.looksLikeOne("x" + word.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(Invitation.looksLikeOne("p'1-" + word.substring(6))).isTrue();
    }

    /** So much is left of one that it may tell a part of the secret. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "-", "_"})
    void isFoundByFortyDigits(String digit) {
        assertThat(Invitation.looksLikeOne("p1-" + digit.repeat(40))).isTrue();
        assertThat(Invitation.looksLikeOne("p1-" + digit.repeat(39))).isFalse();
        assertThat(Invitation.redacted("p1-" + digit.repeat(40))).isEqualTo("(an invitation)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"`", "{", "@", "[", "/", ":", ".", "^", "é"})
    void isNotFoundByWhatIsNoDigit(String character) {
        assertThat(Invitation.looksLikeOne("p1-" + character.repeat(40))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "connect",
                "rp2p1-",
                "share rp2p1-release-notes.txt",
                "and then, as soon as the others are here, share rp2p1-release-notes.txt",
                "trust 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void isNotFoundElsewhere(String text) {
        assertThat(Invitation.looksLikeOne(text)).isFalse();
        assertThat(Invitation.redacted(text)).isSameAs(text);
    }

    @Test
    void isTakenOutOfAText() {
        String word = INVITATION.word();
        assertThat(Invitation.redacted("a " + word + " b " + word.substring(1) + "."))
                .isEqualTo("a (an invitation) b p2(an invitation).");
    }

    private static String checked(byte[] content) {
        byte[] whole = Arrays.copyOf(content, content.length + 4);
        System.arraycopy(Sha256.digest().digest(content), 0, whole, content.length, 4);
        return Invitation.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private static void refuses(String word, String why) {
        assertThatThrownBy(() -> Invitation.parse(word))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(why);
    }
}
