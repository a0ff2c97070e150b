package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.SignedText;
import reliablep2p.model.TrustedFile;

/** Messages that contradict themselves: this side can't make them, whatever its caller does. */
class ImpossibleMessagesTest {
    private static final TrustedFile FILE = GoldenFrames.MELODY;
    private static final SignedText HEAD = new SignedText("{}", "AAAA");

    @Test
    void aRequestBeginsAtZeroAndIsNotShorterThanNothing() {
        assertThat(new CatalogRequest(0).offset()).isZero();
        assertThat(new GetRequest(FILE.name(), FILE.sha256(), 0, 0).length()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new CatalogRequest(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new GetRequest(FILE.name(), FILE.sha256(), -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new GetRequest(FILE.name(), FILE.sha256(), 0, -1));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "1, -1", "0, 482134", "482133, 1", "482134, 0", "1, 9223372036854775807"})
    void aFileAnswerStaysWithinTheFile(long offset, long length) {
        assertThat(FILE.size()).isEqualTo(482_133);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileAnswer(FILE, offset, length))
                .withMessage(length + " bytes from " + offset + " on in 482133 bytes");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "0, 4194305", "9223372036854775807, 1"})
    void aPartOfTheJournalHasAPlaceAndALength(long offset, long length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CatalogAnswer(offset, length, HEAD))
                .withMessage(length + " bytes from " + offset + " on");
    }

    @ParameterizedTest
    @ValueSource(longs = {-32, 1, 31, 33, 65_537, 65_568})
    void aListOfPiecesIsWholeHashesAndNotTooMany(long length) {
        assertThat(new PiecesAnswer(FILE.sha256(), Optional.empty(), PiecesAnswer.MAX_LENGTH))
                .returns(65_536L, PiecesAnswer::length);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PiecesAnswer(FILE.sha256(), Optional.empty(), length));
        String arrived = GoldenFrames.text("pieces_all").replace("\"length\":320", "\"length\":" + length);
        assertThatThrownBy(() -> MessageCodec.decode(arrived.getBytes(UTF_8)))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessageContaining("length");
    }

    @Test
    void aWholePeerListRemovesNobodyAndAChangeIsComplete() {
        List<PeerId> left = List.of(GoldenFrames.ALICE);
        List<Member> joined = List.of(new Member(GoldenFrames.BOB, new Address("::1", 9002), Role.PEER));
        assertThatIllegalArgumentException().isThrownBy(() -> new UpdatePeers(0, true, false, joined, left));
        assertThatIllegalArgumentException().isThrownBy(() -> new UpdatePeers(0, false, true, joined, left));
        assertThatIllegalArgumentException().isThrownBy(() -> new UpdatePeers(-1, true, false, joined, List.of()));
        assertThat(new UpdatePeers(0, true, true, joined, List.of()).joined()).isEqualTo(joined);
    }

    @Test
    void onlyAnApprovedOfferHasAVersion() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OfferAnswer(FILE, OfferState.WAITING, 1, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new OfferAnswer(FILE, OfferState.APPROVED, 0, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new OfferAnswer(FILE, OfferState.APPROVED, -1, ""));
    }

    @Test
    void aTokenIsAHashOnBothSides() {
        String token = GoldenFrames.ALICE.hex();
        assertThatIllegalArgumentException().isThrownBy(() -> new ClearAnswer("", token));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClearAnswer(token, token + "0"));
        assertThat(new ClearAnswer(token, token)).as("which is a secret").hasToString("ClearAnswer");
    }
}
