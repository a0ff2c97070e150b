package reliablep2p.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reliablep2p.model.PeerId;

/** What is read from the maps of others, who may say anything. */
class MapTest {
    private static final String HASH = GoldenFrames.MELODY.sha256().hex();

    private static MapAnswer map(List<PeerId> peers, List<String> files) throws IOException {
        String table = peers.stream().map(PeerId::hex).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return map(peers.isEmpty() ? "[]" : table, String.join(",", files));
    }

    private static MapAnswer map(String peers, String files) throws IOException {
        String payload = "{\"type\":\"map\",\"peers\":" + peers + ",\"files\":[" + files + "]}";
        return (MapAnswer) MessageCodec.decode(payload.getBytes(UTF_8));
    }

    private static String file(String name, String holders) {
        return "{\"name\":\"" + name + "\",\"sha256\":\"" + HASH + "\",\"holders\":[" + holders + "]}";
    }

    @Test
    void mayBeEmpty() throws IOException {
        assertThat(map("[]", "")).isEqualTo(new MapAnswer(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "0,2", "9223372036854775807", "2147483648", "4294967296", "0.0", "\"0\"", ""})
    void refusesHoldersThatTheTableDoesNotHave(String holders) {
        List<PeerId> peers = List.of(GoldenFrames.ALICE, GoldenFrames.BOB);
        assertThatThrownBy(() -> map(peers, List.of(file("x", holders)))).isExactlyInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> map(List.of(), List.of(file("x", holders))))
                .isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void countsAHolderGivenTwiceOnce() throws IOException {
        List<PeerId> peers = List.of(GoldenFrames.ALICE, GoldenFrames.BOB, GoldenFrames.BOB);
        assertThat(map(peers, List.of(file("x", "2,1,0,2"))).claims().get(0).holders())
                .containsExactly(GoldenFrames.BOB, GoldenFrames.ALICE);
    }

    @Test
    void dropsOnlyTheClaimsWhoseNamesBreakTheRules() throws IOException {
        List<PeerId> peers = List.of(GoldenFrames.ALICE);
        MapAnswer map = map(peers, List.of(file("..", "0"), file("good", "0"), file("C:x", "0")));
        assertThat(map.claims()).extracting(claim -> claim.name().text()).containsExactly("good");
        assertThatThrownBy(() -> map(peers, List.of(file("..", "1")))).isExactlyInstanceOf(ProtocolException.class);
    }

    @Test
    void isCutToTheMostClaimsAndTheMostHolders() throws IOException {
        List<PeerId> peers = IntStream.range(0, MapAnswer.MAX_HOLDERS + 10)
                .mapToObj(i -> GoldenFrames.id("peer " + i))
                .toList();
        String all =
                IntStream.range(0, peers.size()).mapToObj(Integer::toString).collect(Collectors.joining(","));
        List<String> files = IntStream.range(0, MapAnswer.MAX_CLAIMS + 10)
                .mapToObj(i -> file("file " + i, i == 0 ? all : "0"))
                .toList();
        MapAnswer map = map(peers, files);
        assertThat(map.claims()).hasSize(MapAnswer.MAX_CLAIMS);
        assertThat(map.claims().get(0).holders()).isEqualTo(peers.subList(0, MapAnswer.MAX_HOLDERS));
    }

    @Test
    void isRefusedWithAMillionEntries() {
        String files = String.join(",", Collections.nCopies(1_000_000, "{}"));
        assertThatThrownBy(() -> map("[]", files))
                .isExactlyInstanceOf(ProtocolException.class)
                .hasMessageContaining("values");
    }
}
