package reliablep2p.node;

import java.nio.file.Path;
import java.time.Duration;
import reliablep2p.model.Address;
import reliablep2p.model.Member;

/**
 * A peer about itself.
 *
 * @param self id, address and role
 * @param directory where its files are
 * @param uptime since its start
 * @param connection how it stands with the network
 * @param database where the database peer is looked for
 * @param members of the network, as far as known, this peer and the database peer among them
 * @param files entries of the catalog
 * @param held files in the directory
 * @param bytesDown file bytes received since its start
 * @param bytesUp file bytes sent since its start
 * @param lookups files that others were asked for since its start
 * @param asked how many peers all those lookups asked
 * @param learning whether lookups have become more direct
 * @param scrub whether the files are what they should be
 */
public record NodeStatus(
        Member self,
        Path directory,
        Duration uptime,
        Standing connection,
        Address database,
        int members,
        int files,
        int held,
        long bytesDown,
        long bytesUp,
        long lookups,
        long asked,
        Learning learning,
        ScrubStatus scrub) {

    /**
     * How many peers a lookup asked on average, early and late.
     *
     * @param window how many lookups each average is of; 0 if there have not been any
     * @param first the average of that many lookups after the start
     * @param last the average of as many up to now
     */
    public record Learning(int window, double first, double last) {}

    /** How a peer stands with the network. */
    public enum Standing {
        /** Not a member. */
        OFFLINE,
        /** A member, in touch with the database peer. */
        CONNECTED,
        /** A member that has lost touch with the database peer and looks for it. */
        DATABASE_AWAY
    }
}
