package reliablep2p.shell.command;

import java.io.IOException;
import java.util.List;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.node.Farewell;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.FileHolders;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.SeededFile;
import reliablep2p.storage.StorageException;

/** What commands ask of an ordinary peer; as {@code PeerNode} documents its methods. */
public interface PeerOperations extends NodeOperations {
    /** Joins the network. */
    Connected connect(Cancellation cancellation) throws ConnectException, IOException, StorageException;

    /** Leaves the network. */
    Farewell disconnect();

    /** Gets a file from whoever has it. */
    FetchOutcome get(FileName name, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException;

    /** Gets a file from one member and from nobody else. */
    FetchOutcome secureGet(FileName name, Address from, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException;

    /** The known locations of each file of the network, sorted by name. */
    List<KnownHolders> addressBook() throws NotConnectedException;

    /** Who is believed to hold each file of the network, and how that is known; sorted by name. */
    List<FileHolders> holders() throws NotConnectedException;

    /** The files that this peer has, sorted by name. */
    List<SeededFile> seeding();
}
