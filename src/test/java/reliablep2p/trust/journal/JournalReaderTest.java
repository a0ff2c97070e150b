package reliablep2p.trust.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.model.PeerId;

class JournalReaderTest {
    private final TestCatalog catalog = new TestCatalog().addFiles(300);
    private final List<String> lines = List.of(new String(catalog.bytes(), UTF_8).split("\n"));

    @Test
    void readsToTheEndWhateverTheStreamGivesAtATime() throws Exception {
        InputStream drop = new ByteArrayInputStream(catalog.bytes()) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int count) {
                return super.read(bytes, offset, Math.min(count, 7));
            }
        };
        JournalReader reader = new JournalReader(drop, Position.start(catalog.network()));
        long number = 0;
        for (JournalLine line = reader.next(); line != null; line = reader.next()) {
            assertThat(line.number()).isEqualTo(++number);
        }
        assertThat(reader.position()).isEqualTo(catalog.position());
        assertThat(catalog.bytes().length).isGreaterThan(64 * 1024);
    }

    @Test
    void readsOnFromAnyLine() throws Exception {
        TestCatalog grown = catalog.copy().addFiles(2);
        JournalReader reader = new JournalReader(
                new ByteArrayInputStream(grown.from(catalog.position().bytes())), catalog.position());
        reader.next();
        reader.next();
        assertThat(reader.next()).isNull();
        assertThat(reader.position()).isEqualTo(grown.position());
    }

    @Test
    void namesTheFirstLineThatWasChanged() {
        for (int bad : List.of(1, 2, 150, 299)) {
            String line = lines.get(bad - 1);
            // The line itself is well-formed: the one behind it tells.
            expect(
                    bad + 1,
                    with(
                            bad,
                            line.replace("\"size\":6", "\"size\":7")
                                    .replace("\"size\":8", "\"size\":9")
                                    .replace(".txt", ".TXT")));
            expect(bad, with(bad, line.replace("\"number\":", "\"numbre\":")));
            expect(bad, with(bad, ""));
            expect(bad, with(bad, "x".repeat(JournalLine.MAX_BYTES)));
        }
    }

    @Test
    void namesTheFirstLineThatIsNotInItsPlace() {
        List<String> removed = new ArrayList<>(lines);
        removed.remove(10);
        expect(11, removed);
        List<String> swapped = new ArrayList<>(lines);
        swapped.set(10, lines.get(11));
        swapped.set(11, lines.get(10));
        expect(11, swapped);
        List<String> repeated = new ArrayList<>(lines);
        repeated.add(10, lines.get(9));
        expect(11, repeated);
        expect(11, with(11, lines.get(10).replace("\"number\":11", "\"number\":10")));
    }

    @Test
    void namesTheLineThatIsTorn() {
        byte[] whole = catalog.bytes();
        assertThat(fault(Arrays.copyOf(whole, whole.length - 1), catalog.network()))
                .hasMessageContaining("no end")
                .returns(300L, JournalException::line);
        assertThat(fault(Arrays.copyOf(whole, 20), catalog.network())).returns(1L, JournalException::line);
    }

    @Test
    void tellsAnotherNetworksJournal() {
        PeerId other = new TestCatalog().network();
        assertThat(fault(catalog.bytes(), other))
                .hasMessageContaining("another network")
                .returns(1L, JournalException::line);
    }

    @Test
    void holdsNoMoreThanALineOfGarbage() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int count) {
                given += count;
                assertThat(given).isLessThan(1 << 20);
                Arrays.fill(bytes, offset, offset + count, (byte) 'x');
                return count;
            }
        };
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> new JournalReader(endless, Position.start(catalog.network())).next())
                .withMessageContaining("longer than 4096 bytes");
    }

    @Test
    void readsTheLongestLineAndNoLongerOne() throws Exception {
        byte[] line = padded(catalog.copy(), "").bytes();
        int room = JournalLine.MAX_BYTES - (line.length - catalog.bytes().length);

        TestCatalog longest = padded(catalog.copy(), "x".repeat(room));
        assertThat(longest.position().bytes() - catalog.position().bytes()).isEqualTo(JournalLine.MAX_BYTES);
        JournalReader reader = new JournalReader(
                new ByteArrayInputStream(longest.from(catalog.position().bytes())), catalog.position());
        assertThat(reader.next()).isNotNull();
        assertThat(reader.position()).isEqualTo(longest.position());

        TestCatalog longer = padded(catalog.copy(), "x".repeat(room + 1));
        assertThat(fault(longer.bytes(), catalog.network()))
                .hasMessageContaining("longer than")
                .returns(301L, JournalException::line);
    }

    /** With a field that only a later version of this program knows. */
    private static TestCatalog padded(TestCatalog catalog, String later) {
        return catalog.addFields(
                "\"entry\":\"readmitted\",\"peer\":\"" + "ab".repeat(32) + "\",\"later\":\"" + later + "\"");
    }

    private List<String> with(int number, String line) {
        List<String> changed = new ArrayList<>(lines);
        assertThat(changed.set(number - 1, line)).isNotEqualTo(line);
        return changed;
    }

    private void expect(long line, List<String> changed) {
        byte[] bytes = (String.join("\n", changed) + "\n").getBytes(UTF_8);
        assertThat(fault(bytes, catalog.network()).line()).isEqualTo(line);
    }

    private static JournalException fault(byte[] bytes, PeerId network) {
        JournalReader reader = new JournalReader(new ByteArrayInputStream(bytes), Position.start(network));
        JournalException[] thrown = new JournalException[1];
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> {
                    while (reader.next() != null) {
                        assertThat(reader.position().number()).isPositive();
                    }
                })
                .satisfies(e -> thrown[0] = e);
        return thrown[0];
    }
}
