package reliablep2p.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Invitation;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.node.Download;
import reliablep2p.node.Farewell;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.FileHolders;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.RefusedException;
import reliablep2p.node.SeededFile;
import reliablep2p.node.ShareListener;
import reliablep2p.node.ShareOutcome;
import reliablep2p.storage.StorageException;

/** What commands ask of an ordinary peer; as {@code PeerNode} documents its methods. */
public interface PeerOperations extends NodeOperations {
    /**
     * Joins the network.
     *
     * @param invitation as it was typed, if one was; a secret
     */
    Connected connect(Optional<Invitation> invitation, Cancellation cancellation)
            throws ConnectException, IOException, StorageException;

    /** Leaves the network. */
    Farewell disconnect();

    /**
     * Gets a file from whoever has it.
     *
     * @param version which one; empty for the one that is in the catalog now
     */
    FetchOutcome get(FileName name, OptionalInt version, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException;

    /** Whether a file is really here, as far as can be told without reading it. */
    boolean isThere(TrustedFile file);

    /** Gets as many of these files as it can together; what it does not get is to be got one by one. */
    void getTogether(Collection<TrustedFile> files, Consumer<FetchOutcome.Fetched> fetched, Cancellation cancellation)
            throws NotConnectedException, IOException;

    /** Gets a file from one member and from nobody else. */
    FetchOutcome secureGet(FileName name, Address from, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException;

    /** The files that are being fetched, and those that were left unfinished, sorted by name. */
    List<Download> downloads() throws StorageException;

    /** Stops the fetch of a file for a while; false if none runs. */
    boolean pause(TrustedFile file);

    /** Stops the fetch of a file and throws away what came; false if there is nothing. */
    boolean drop(TrustedFile file);

    /** The known locations of each file of the network, sorted by name. */
    List<KnownHolders> addressBook() throws NotConnectedException;

    /** Who is believed to hold each file of the network, and how that is known; sorted by name. */
    List<FileHolders> holders() throws NotConnectedException;

    /** The files that this peer has, sorted by name. */
    List<SeededFile> seeding();

    /** Offers a file of this machine to the network; returns when the database peer has it, or will not. */
    ShareOutcome share(Path path, ShareListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException;

    /**
     * Forgets which database peer was met at its address, and what it said.
     *
     * @return whether there was anything to forget
     * @throws RefusedException while this peer is connected
     */
    boolean trustReset() throws RefusedException, StorageException;
}
