package reliablep2p.node.database;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import reliablep2p.model.Member;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.Samples;
import reliablep2p.storage.StorageException;

/** The database peer, running. All methods may be called by any thread. */
public final class DatabaseNode implements Closeable {
    private DatabaseNode() {}

    /**
     * Opens the directory, fills it if it is new, reads or makes the identity, hashes what is new and listens.
     *
     * @param samples the files to put into a directory that this call makes; {@link Samples#none()} for none
     * @throws StorageException if the directory can't be used, or is in use by another process
     * @throws IOException if the port can't be listened on
     */
    public static DatabaseNode start(NodeSettings settings, Samples samples, Consumer<NodeEvent> events)
            throws IOException, StorageException {
        throw new UnsupportedOperationException(settings.toString() + samples + events);
    }

    /** This peer as the others see it. */
    public Member self() {
        throw new UnsupportedOperationException();
    }

    /** How many sample files this start put into the directory. */
    public int samplesAdded() {
        throw new UnsupportedOperationException();
    }

    /** The files of the network, sorted by name. */
    public List<ListedFile> list() {
        throw new UnsupportedOperationException();
    }

    /** The members of the network, sorted; this peer is among them. */
    public List<Member> peers() {
        throw new UnsupportedOperationException();
    }

    /** How this peer is doing. */
    public NodeStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Stops serving and frees the directory; members keep their files and look for it until it is back. */
    @Override
    public void close() {}
}
