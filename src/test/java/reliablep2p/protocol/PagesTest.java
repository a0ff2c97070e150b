package reliablep2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.Address;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;

class PagesTest {
    private static final int KIB = 1024;
    private static final int CONTROL_FRAME = 64 * KIB;
    private static final int MAP_FRAME = 256 * KIB;

    private static List<Member> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Member(GoldenFrames.id("m" + i), new Address("10.0.0.1", 1 + i), Role.PEER))
                .toList();
    }

    /** Files whose names need as much room as any, in bytes and in JSON, every third time. */
    private static List<TrustedFile> files(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> GoldenFrames.file((i % 3 == 0 ? "\"".repeat(245) : "größe ") + i, Long.MAX_VALUE - i))
                .toList();
    }

    private static List<PeerId> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> GoldenFrames.id("id " + i))
                .toList();
    }

    private static void assertEachFits(List<? extends Message> pages, int maxBytes) throws IOException {
        for (Message page : pages) {
            byte[] payload = MessageCodec.encode(page);
            assertThat(payload.length).isLessThanOrEqualTo(maxBytes);
            assertThat(MessageCodec.decode(payload)).isEqualTo(page);
        }
    }

    @Test
    void anEmptyListHasOnePage() {
        assertThat(Pages.wholePeerList(7, List.of(), CONTROL_FRAME))
                .containsExactly(new UpdatePeers(7, true, false, List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {KIB, 4 * KIB, CONTROL_FRAME})
    void aWholePeerListKeepsItsOrderAndItsNumberAndOnlyTheLastPageEndsIt(int maxBytes) throws IOException {
        List<Member> members = members(1000);
        List<UpdatePeers> pages = Pages.wholePeerList(5, members, maxBytes);
        assertEachFits(pages, maxBytes);
        assertThat(pages).hasSizeGreaterThan(1).allMatch(page -> page.whole() && page.number() == 5);
        assertThat(pages).extracting(UpdatePeers::more).containsOnlyOnce(false).endsWith(false);
        assertThat(pages).flatExtracting(UpdatePeers::joined).isEqualTo(members);
    }

    @Test
    void pagesAreWellFilled() {
        List<UpdatePeers> pages = Pages.wholePeerList(1, members(10_000), CONTROL_FRAME);
        int longest = 1024;
        assertThat(pages.subList(0, pages.size() - 1))
                .allMatch(page -> MessageCodec.encode(page).length > CONTROL_FRAME - longest);
    }

    @Test
    void pagesOfThoseWhoLeftAreWellFilled() {
        List<UpdatePeers> pages = Pages.peerChanges(1, List.of(), ids(3_000), CONTROL_FRAME);
        assertThat(pages).hasSizeGreaterThan(2);
        int oneMore = 100;
        assertThat(pages.subList(0, pages.size() - 1))
                .allMatch(page -> MessageCodec.encode(page).length > CONTROL_FRAME - oneMore);
    }

    @Test
    void aPageIsFilledToItsLastByteAndALongEntryHasOneOfItsOwn() {
        PageFiller<String, String> filler = new PageFiller<>(10);
        filler.remove("first", 4);
        filler.add("second", 6);
        filler.add("third", 1);
        filler.add("fourth", 11);
        filler.add("fifth", 10);
        assertThat(filler.pages())
                .containsExactly(
                        new PageFiller.Page<>(List.of("second"), List.of("first")),
                        new PageFiller.Page<>(List.of("third"), List.of()),
                        new PageFiller.Page<>(List.of("fourth"), List.of()),
                        new PageFiller.Page<>(List.of("fifth"), List.of()));
    }

    @Test
    void nothingIsSentOfNoChange() {
        assertThat(Pages.peerChanges(1, List.of(), List.of(), CONTROL_FRAME)).isEmpty();
    }

    @Test
    void aSmallChangeIsOneMessage() {
        List<Member> joined = members(2);
        List<PeerId> left = ids(3);
        assertThat(Pages.peerChanges(9, joined, left, CONTROL_FRAME))
                .containsExactly(new UpdatePeers(9, false, false, joined, left));
    }

    @Test
    void aLargeChangeOfPeersIsSeveralWithRisingNumbers() throws IOException {
        List<Member> joined = members(1000);
        List<PeerId> left = ids(1000);
        List<UpdatePeers> pages = Pages.peerChanges(9, joined, left, 4 * KIB);
        assertEachFits(pages, 4 * KIB);
        assertNumbered(pages.stream().map(UpdatePeers::number).toList());
        assertThat(pages).noneMatch(UpdatePeers::whole).noneMatch(UpdatePeers::more);
        assertThat(pages).flatExtracting(UpdatePeers::joined).isEqualTo(joined);
        assertThat(pages).flatExtracting(UpdatePeers::left).isEqualTo(left);
        assertThat(pages.get(0).joined()).as("who left goes first").isEmpty();
    }

    private static void assertNumbered(Collection<Long> numbers) {
        assertThat(numbers).hasSizeGreaterThan(1);
        long next = 9;
        for (long number : numbers) {
            assertThat(number).isEqualTo(next++);
        }
    }

    @Test
    void aMapIsTheLongestBeginningThatFits() throws IOException {
        List<MapAnswer.Claim> claims = claims(300);
        byte[] all = MessageCodec.encode(new MapAnswer(claims));
        assertThat(Pages.fittingMap(claims, all.length).claims()).isEqualTo(claims);
        assertThat(Pages.fittingMap(claims, all.length - 1).claims()).isEqualTo(claims.subList(0, 299));
        for (int maxBytes = 50; maxBytes < 5000; maxBytes += 13) {
            MapAnswer map = Pages.fittingMap(claims, maxBytes);
            int count = map.claims().size();
            assertEachFits(List.of(map), maxBytes);
            assertThat(map.claims()).isEqualTo(claims.subList(0, count));
            assertThat(MessageCodec.encode(new MapAnswer(claims.subList(0, count + 1))).length)
                    .isGreaterThan(maxBytes);
        }
    }

    @Test
    void aFullMapFrameCanBeDecoded() throws IOException {
        MapAnswer map = Pages.fittingMap(claims(5000), MAP_FRAME);
        assertThat(MessageCodec.encode(map).length).isBetween(MAP_FRAME - 20 * KIB, MAP_FRAME);
        assertEachFits(List.of(map), MAP_FRAME);
    }

    @Test
    void aMapOfNothingFitsAnywhereElseNot() {
        assertThat(Pages.fittingMap(List.of(), MAP_FRAME).claims()).isEmpty();
        assertThat(Pages.fittingMap(claims(1), 100).claims()).isEmpty();
    }

    @Test
    void aMapLeavesOutClaimsWithoutHoldersAndHoldersOverTheMost() {
        TrustedFile file = GoldenFrames.MELODY;
        List<PeerId> holders = ids(MapAnswer.MAX_HOLDERS + 1);
        MapAnswer map = Pages.fittingMap(
                List.of(
                        new MapAnswer.Claim(file.name(), file.sha256(), List.of()),
                        new MapAnswer.Claim(file.name(), file.sha256(), holders)),
                MAP_FRAME);
        assertThat(map.claims()).hasSize(1);
        assertThat(map.claims().get(0).holders()).isEqualTo(holders.subList(0, MapAnswer.MAX_HOLDERS));
    }

    @Test
    void aMapHasNoMoreThanTheMostClaims() {
        TrustedFile file = GoldenFrames.MELODY;
        MapAnswer.Claim claim = new MapAnswer.Claim(file.name(), file.sha256(), List.of(GoldenFrames.ALICE));
        List<MapAnswer.Claim> claims = IntStream.rangeClosed(0, MapAnswer.MAX_CLAIMS)
                .mapToObj(i -> claim)
                .toList();
        assertThat(Pages.fittingMap(claims, Integer.MAX_VALUE).claims()).hasSize(MapAnswer.MAX_CLAIMS);
    }

    /** Each file has other holders, some of them named before and some for the first time. */
    private static List<MapAnswer.Claim> claims(int count) {
        List<PeerId> peers = ids(300);
        List<MapAnswer.Claim> claims = new ArrayList<>();
        for (TrustedFile file : files(count)) {
            int first = claims.size() % 250;
            List<PeerId> holders = peers.subList(first / 2, first + 1);
            claims.add(new MapAnswer.Claim(file.name(), file.sha256(), holders));
        }
        return claims;
    }
}
