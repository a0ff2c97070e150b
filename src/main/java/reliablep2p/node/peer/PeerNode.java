package reliablep2p.node.peer;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.node.Farewell;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.NodeSettings;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.SeededFile;
import reliablep2p.storage.StorageException;

/** An ordinary peer, running. All methods may be called by any thread. */
public final class PeerNode implements Closeable {
    private PeerNode() {}

    /**
     * Opens the directory, reads or makes the identity, checks the files that are held and listens.
     *
     * @throws StorageException if the directory can't be used, or is in use by another process
     * @throws IOException if the port can't be listened on
     */
    public static PeerNode start(NodeSettings settings, Consumer<NodeEvent> events)
            throws IOException, StorageException {
        throw new UnsupportedOperationException(settings.toString() + events);
    }

    /** This peer as the others see it. */
    public Member self() {
        throw new UnsupportedOperationException();
    }

    /** Joins the network; harmless when that has happened already. */
    public Connected connect(Cancellation cancellation) throws ConnectException, IOException {
        throw new UnsupportedOperationException(cancellation.toString());
    }

    /** Tells everybody, and is no member any more; harmless when it is none. Takes at most {@code limits.farewell()}. */
    public Farewell disconnect() {
        throw new UnsupportedOperationException();
    }

    /** Gets a file from whoever has it. */
    public FetchOutcome get(FileName name, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        throw new UnsupportedOperationException(name.toString() + listener + cancellation);
    }

    /** Gets a file from one member and from nobody else. */
    public FetchOutcome secureGet(FileName name, Address from, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        throw new UnsupportedOperationException(name.toString() + from + listener + cancellation);
    }

    /** The files of the network, sorted by name. */
    public List<ListedFile> list() throws NotConnectedException {
        throw new NotConnectedException();
    }

    /** The known locations of each file of the network, sorted by name. */
    public List<KnownHolders> addressBook() throws NotConnectedException {
        throw new NotConnectedException();
    }

    /** The members of the network, sorted; the database peer and this peer are among them. */
    public List<Member> peers() throws NotConnectedException {
        throw new NotConnectedException();
    }

    /** The files that this peer has, sorted by name. */
    public List<SeededFile> seeding() {
        throw new UnsupportedOperationException();
    }

    /** How this peer is doing. */
    public NodeStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Ends everything without telling anybody; call {@link #disconnect} first for a clean end. */
    @Override
    public void close() {}
}
