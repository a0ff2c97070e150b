package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reliablep2p.model.FileName;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

class PieceListsTest {
    private static final byte[] BYTES = bytes();
    private static final PartFile.Piecewise CUT = TestPart.cut(BYTES);
    private static final TrustedFile FILE = new TrustedFile(new FileName("a.bin"), BYTES.length, Sha256.of(BYTES));

    @TempDir
    private Path parent;

    private PeerDirectory directory;
    private PieceLists lists;

    @BeforeEach
    void open() throws Exception {
        directory = PeerDirectory.open(parent.resolve("port_9001"));
        lists = new PieceLists(directory);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void keepsAList() {
        lists.save(FILE.sha256(), CUT.list());

        assertThat(lists.load(FILE, CUT.cut())).hasValue(CUT.list());
        assertThat(new PieceLists(directory).loadOwn(FILE)).hasValue(CUT.list());
        assertThat(directory.pieces().toFile().list())
                .containsExactly(FILE.sha256().hex());
    }

    @Test
    void givesNoListThatTheCatalogDoesNotVouchFor() {
        lists.save(FILE.sha256(), CUT.list());

        assertThat(lists.load(FILE, new Pieces(Pieces.MIN_SIZE, FILE.sha256()))).isEmpty();
    }

    @Test
    void takesAnAlteredListForNone() throws Exception {
        lists.save(FILE.sha256(), CUT.list());
        Path kept = directory.pieces().resolve(FILE.sha256().hex());
        byte[] bytes = Files.readAllBytes(kept);
        bytes[40] ^= 1;
        Files.write(kept, bytes);
        assertThat(lists.loadOwn(FILE)).isEmpty();

        Files.write(kept, new byte[3]);
        assertThat(lists.loadOwn(FILE)).isEmpty();
        Files.delete(kept);
        Files.createSymbolicLink(
                kept, Files.write(parent.resolve("elsewhere"), CUT.list().toBytes()));
        assertThat(lists.loadOwn(FILE)).isEmpty();
    }

    @Test
    void keepsNoListOfASinglePieceBecauseItIsKnown() {
        TrustedFile small = new TrustedFile(new FileName("b"), 1, Sha256.of(new byte[1]));
        PieceList single = PieceList.single(small.sha256());
        lists.save(small.sha256(), single);

        assertThat(directory.pieces()).isEmptyDirectory();
        assertThat(lists.loadOwn(small)).hasValue(single);
    }

    @Test
    void aFailingDiskCostsNothingButTime() throws Exception {
        Files.delete(directory.pieces());
        lists.save(FILE.sha256(), CUT.list());
        lists.keepOnly(content -> true);
        assertThat(lists.loadOwn(FILE)).isEmpty();
        Files.createDirectories(directory.pieces().resolve(FILE.sha256().hex()).resolve("inner"));

        lists.save(FILE.sha256(), CUT.list());

        assertThat(directory.pieces().toFile().list())
                .as("nothing unfinished")
                .containsExactly(FILE.sha256().hex());
        assertThat(lists.loadOwn(FILE)).isEmpty();
    }

    @Test
    void forgetsWhatIsNotWantedAnyMore() throws Exception {
        lists.save(FILE.sha256(), CUT.list());
        Files.write(directory.pieces().resolve("left.unfinished"), new byte[1]);
        lists.keepOnly(FILE.sha256()::equals);
        assertThat(directory.pieces().toFile().list())
                .containsExactly(FILE.sha256().hex());

        lists.keepOnly(content -> false);
        assertThat(directory.pieces()).isEmptyDirectory();
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
