package reliablep2p.node.database;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reliablep2p.model.Address;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.TestLimits;
import reliablep2p.node.TestNetwork;
import reliablep2p.node.base.Foundation;
import reliablep2p.node.scrub.FolderInventory;
import reliablep2p.node.scrub.Repairs;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.Vault;
import reliablep2p.trust.journal.NetworkSigner;

/** The parts of a database peer that decide, without those that listen; they do nothing by themselves. */
final class DatabaseParts implements Closeable {
    final List<NodeEvent> events = new CopyOnWriteArrayList<>();
    final NodeSettings settings;
    final Foundation foundation;
    final Vault vault;
    final Repairs repairs;
    final JournalKeeper keeper;
    final OldCopy copy;
    private volatile Instant now = Instant.now();

    DatabaseParts(Path path) throws StorageException {
        PeerDirectory directory = PeerDirectory.open(path);
        settings = new NodeSettings(TestNetwork.HOST, 0, new Address(TestNetwork.HOST, 1), TestLimits.quick());
        foundation = Foundation.build(directory, settings, true, events::add);
        vault = new Vault(directory);
        VaultPlacement placement = new VaultPlacement(
                vault,
                foundation.folder(),
                foundation.knowledge().held(),
                foundation.knowledge().catalog(),
                file -> false);
        keeper = new JournalKeeper(
                foundation.journal(),
                new NetworkSigner(foundation.identity()),
                foundation.knowledge().catalog(),
                placement,
                () -> now,
                settings.limits().signature(),
                settings.limits().renewal(),
                (lines, typed) -> {});
        repairs = Repairs.load(directory, events::add);
        FolderInventory named = new FolderInventory(
                foundation.knowledge().catalog(), foundation.knowledge().held(), foundation.folder());
        Rearrangement files = new Rearrangement(
                foundation.knowledge().catalog(), named, foundation.folder(), vault, placement, repairs);
        // Whoever may know more than the first member has come in no time.
        copy = new OldCopy(directory, keeper, files, Duration.ZERO, events::add);
    }

    /** The clock by which is signed goes on. */
    void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void close() throws IOException {
        foundation.close();
    }
}
