package reliablep2p.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.FileDetails;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport;
import reliablep2p.storage.StorageException;

/** What commands ask of either role; the seam between the shell and the running peer. */
public interface NodeOperations {
    /** This peer as the others see it. */
    Member self();

    /** The files of the network, sorted by name. */
    List<ListedFile> list() throws NotConnectedException;

    /** The names in the catalog as this peer knows it, sorted; from memory, and none before it is connected. */
    List<String> names();

    /** All that is known of a file; empty if it is neither in the catalog nor here. */
    Optional<FileDetails> info(FileName name) throws NotConnectedException;

    /** The members of the network, sorted. */
    List<Member> peers() throws NotConnectedException;

    /** How fast bytes of files may be sent, in bytes a second; 0 for any number. */
    long upLimit();

    /** How fast bytes of files may be received, in bytes a second; 0 for any number. */
    long downLimit();

    /** Sets how fast bytes of files may be sent, for transfers that run too. */
    void upLimit(long bytesPerSecond);

    /** Sets how fast bytes of files may be received, for transfers that run too. */
    void downLimit(long bytesPerSecond);

    /** Reads the files that are listed again, and tries to get back what is damaged. */
    ScrubReport scrub(ScrubListener listener, Cancellation cancellation) throws IOException, StorageException;

    /** How this peer is doing. */
    NodeStatus status();

    /** Every version of a file that was ever approved, the first one first; none if no file ever had that name. */
    List<FileVersion> versions(FileName name) throws NotConnectedException;

    /** The peers that have the role of a trusted peer now. */
    List<TrustedPeer> trusted();

    /** Whether that role was ever given to a peer: from then on {@code secure-get} insists on it. */
    boolean rolesInUse();

    /** The journal of the catalog that this peer keeps; from memory. */
    CatalogStatus catalog();

    /**
     * Checks a copy of the journal, without any network.
     *
     * @param copy the one to be checked; empty for the one that this peer keeps
     */
    CatalogCheck checkCatalog(Optional<Path> copy, Cancellation cancellation) throws IOException, StorageException;
}
