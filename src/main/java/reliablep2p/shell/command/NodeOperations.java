package reliablep2p.shell.command;

import java.util.List;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.node.FileDetails;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.NotConnectedException;

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

    /** How this peer is doing. */
    NodeStatus status();
}
