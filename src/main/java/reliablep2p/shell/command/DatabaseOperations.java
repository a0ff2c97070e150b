package reliablep2p.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.node.Acquaintance;
import reliablep2p.node.BackupReport;
import reliablep2p.node.PendingFile;
import reliablep2p.node.RefusedException;
import reliablep2p.node.ScrubListener;
import reliablep2p.storage.StorageException;

/** What commands ask of the database peer; as {@code DatabaseNode} documents its methods. */
public interface DatabaseOperations extends NodeOperations {
    /** The files that were offered and are not decided, the oldest first. */
    List<PendingFile> pending();

    /** Approves an offer that waits, or a revoked file that lies in the directory; reads its bytes to be sure. */
    FileVersion approve(FileName name, Optional<PeerId> sharer, Cancellation cancellation)
            throws RefusedException, StorageException;

    /** Rejects offers of this name; gives back what was rejected. */
    List<PendingFile> reject(FileName name, Optional<PeerId> sharer, String why)
            throws RefusedException, StorageException;

    /** Takes a file back; gives back its versions that were listed until now. */
    List<FileVersion> revoke(FileName name, OptionalInt version, String why) throws RefusedException, StorageException;

    /** Gives a peer the role of a trusted peer. */
    TrustedPeer trust(PeerId peer, String note) throws RefusedException, StorageException;

    /** Takes the role away; gives back what it was. */
    TrustedPeer untrust(PeerId peer) throws RefusedException, StorageException;

    /** Every peer that this one knows: members, trusted ones, invited ones, expelled ones. */
    List<Acquaintance> members();

    /** Makes an invitation: a string that admits peers, and is a secret. */
    String invite(int uses, Duration validity) throws RefusedException, StorageException;

    /** Copies the directory of the database peer into this one, while it runs. */
    BackupReport backup(Path parent, ScrubListener listener, Cancellation cancellation)
            throws IOException, StorageException;

    /** Expels a peer. */
    Acquaintance expel(PeerId peer, String why) throws RefusedException, StorageException;
}
