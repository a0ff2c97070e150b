package reliablep2p.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import reliablep2p.app.Tool;
import reliablep2p.storage.Unix;

/**
 * A disk of its own that can lose its power: an ext4 image, mounted by loop. Losing power is the file system's own
 * {@code EXT4_IOC_SHUTDOWN} without flushing its journal: what was not forced is gone, and every write fails from then on.
 * Needs root.
 */
final class Ext4Image implements AutoCloseable {
    private static final String SHUT_DOWN =
            "open(my $d, '<', $ARGV[0]) or die $!;" + " ioctl($d, 0x8004587D, my $flags = pack('L', 2)) or die $!;";

    private final Path work;
    /** The image is in memory: what is forced to a disk that only exists for a minute need not wait for the machine's own. */
    private final Unix.Mount memory;

    private final Path image;
    private final Path mounted;
    private boolean isMounted;

    private Ext4Image(Path work, Unix.Mount memory) {
        this.work = work;
        this.memory = memory;
        this.image = memory.directory().resolve("disk.img");
        this.mounted = work.resolve("disk");
    }

    /** Makes one of so many mebibytes. */
    static Ext4Image make(Path work, int mebibytes) throws Exception {
        Ext4Image made = new Ext4Image(work, Unix.mount(work.resolve("memory"), "size=" + (mebibytes + 8) + "m"));
        try {
            made.format(mebibytes);
            return made;
        } finally {
            if (!made.isMounted) {
                made.close();
            }
        }
    }

    private void format(int mebibytes) throws Exception {
        Tool.run(work, "truncate", "-s", mebibytes + "M", image.toString());
        Tool formatted = Tool.run(work, "mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        assumeTrue(formatted.exitCode() == 0, "mkfs.ext4: " + formatted.printed());
        Files.createDirectory(mounted);
        Tool mount = mount();
        assumeTrue(mount.exitCode() == 0, "needs the right to mount an ext4 image: " + mount.printed());
    }

    private Tool mount() throws Exception {
        Tool mount = Tool.run(work, "mount", "-o", "loop", image.toString(), mounted.toString());
        isMounted = mount.exitCode() == 0;
        return mount;
    }

    /** Where it is mounted. */
    Path directory() {
        return mounted;
    }

    /** The power is gone. */
    void losePower() throws Exception {
        Tool lost = Tool.run(work, "perl", "-e", SHUT_DOWN, mounted.toString());
        assertThat(lost.exitCode()).as(lost.printed()).isZero();
    }

    /** The power is back; every process that used the disk must have ended. */
    void comeBack() throws Exception {
        unmount();
        Tool mount = mount();
        assertThat(mount.exitCode()).as(mount.printed()).isZero();
    }

    private void unmount() throws Exception {
        Tool unmounted = Tool.run(work, "umount", mounted.toString());
        assertThat(unmounted.exitCode()).as(unmounted.printed()).isZero();
        isMounted = false;
    }

    @Override
    public void close() throws Exception {
        if (isMounted) {
            unmount();
        }
        memory.close();
    }
}
