package reliablep2p.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel that is closed can't be forced, and so shows when it was tried. */
class EarlyForceTest {
    private static final long ENOUGH = 128L << 20;

    @TempDir
    Path parent;

    private FileChannel channel;
    private EarlyForce early;

    @BeforeEach
    void setUp() throws Exception {
        channel = Disk.createPrivate(parent.resolve("part"));
        early = new EarlyForce(channel, "a.bin");
    }

    @AfterEach
    void tearDown() throws Exception {
        channel.close();
    }

    @Test
    void goesOnAfterTheDiskHasWorked() throws Exception {
        early.wrote(ENOUGH);
        early.finish();
        early.wrote(ENOUGH);
        early.finish();
    }

    @Test
    void leavesASmallFileToItsEnd() throws Exception {
        channel.close();
        early.wrote(ENOUGH - 1);
        assertThatCode(early::finish).doesNotThrowAnyException();
    }

    @Test
    void countsWhatWasWrittenInSmallPieces() throws Exception {
        channel.close();
        early.wrote(ENOUGH - 1);
        early.wrote(1);
        assertThatExceptionOfType(IOException.class).isThrownBy(early::finish);
    }

    @Test
    void neverForgetsThatTheDiskFailed() throws Exception {
        channel.close();
        early.wrote(ENOUGH);
        assertThatExceptionOfType(IOException.class).isThrownBy(early::finish).withMessage("the disk failed before");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> early.wrote(1));
        assertThatExceptionOfType(IOException.class).isThrownBy(early::finish);
    }
}
