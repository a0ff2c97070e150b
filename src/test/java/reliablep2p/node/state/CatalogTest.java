package reliablep2p.node.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.model.FileName;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class CatalogTest {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final Catalog catalog = new Catalog(() -> now);

    @Test
    void tellsWhatAChangeChanged() {
        assertThat(catalog.apply(List.of(file("a", "1"), file("b", "1")), List.of())
                        .added())
                .hasSize(2);

        Catalog.Change change =
                catalog.apply(List.of(file("a", "1"), file("b", "2")), List.of(new FileName("nothing")));

        assertThat(change.added()).containsExactly(file("b", "2"));
        assertThat(change.removed()).isEmpty();
        assertThat(catalog.files()).containsExactly(file("a", "1"), file("b", "2"));
    }

    @Test
    void leavesOutANameThatDiffersOnlyInCase() {
        catalog.apply(List.of(file("A.txt", "1")), List.of());
        assertThat(catalog.apply(List.of(file("a.TXT", "2")), List.of()).isEmpty())
                .isTrue();
        assertThat(catalog.find(new FileName("a.TXT"))).isEmpty();

        catalog.apply(List.of(file("a.TXT", "2")), List.of(new FileName("A.txt")));
        assertThat(catalog.files()).containsExactly(file("a.TXT", "2"));
    }

    @Test
    void replacesEverythingByAWholeCatalog() {
        catalog.apply(List.of(file("a", "1"), file("b", "1")), List.of());

        Catalog.Change change = catalog.replaceAll(List.of(file("b", "1"), file("c", "1")));

        assertThat(change.added()).containsExactly(file("c", "1"));
        assertThat(change.removed()).containsExactly(new FileName("a"));
        assertThat(catalog.size()).isEqualTo(2);
    }

    @Test
    void knowsSinceWhenItHasHadWhichBytes() {
        Instant first = now;
        catalog.apply(List.of(file("a", "1"), file("b", "1")), List.of());
        now = now.plusSeconds(60);
        catalog.replaceAll(List.of(file("a", "1"), file("b", "2")));

        assertThat(catalog.entry(new FileName("a"))).contains(new Catalog.Entry(file("a", "1"), first));
        assertThat(catalog.entry(new FileName("b"))).contains(new Catalog.Entry(file("b", "2"), now));
        assertThat(catalog.entry(new FileName("c"))).isEmpty();
    }

    @Test
    void aSnapshotDoesNotChange() {
        catalog.apply(List.of(file("a", "1")), List.of());
        List<TrustedFile> before = catalog.files();
        catalog.apply(List.of(file("b", "1")), List.of());
        assertThat(before).containsExactly(file("a", "1"));
    }

    private static TrustedFile file(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new TrustedFile(new FileName(name), bytes.length, Sha256.of(bytes));
    }
}
