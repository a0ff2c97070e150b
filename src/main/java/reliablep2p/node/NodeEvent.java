package reliablep2p.node;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;

/** Something that happened by itself, not as the answer to a command. */
public sealed interface NodeEvent {
    /** A peer came into the network. */
    record Joined(Member member) implements NodeEvent {}

    /**
     * A peer is out of the network.
     *
     * @param lost whether its connection ended without a {@code disconnect}
     */
    record Left(Member member, boolean lost) implements NodeEvent {}

    /** A file came into the catalog, or its bytes were replaced. */
    record FileListed(TrustedFile file) implements NodeEvent {}

    /** This peer sent a whole file to a member. */
    record Served(TrustedFile file, Member to) implements NodeEvent {}

    /** The database peer can't be reached; it is looked for until it is found. */
    record DatabaseLost(String reason) implements NodeEvent {}

    /** The database peer is there again. */
    record DatabaseFound() implements NodeEvent {}

    /**
     * A file in this peer's directory that can't be part of the network.
     *
     * @param name the name, escaped for printing
     * @param reason one sentence
     */
    record FileSkipped(String name, String reason) implements NodeEvent {}

    /** A file of this peer's was damaged by its disk; it lies there now, and is fetched again. */
    record FileDamaged(TrustedFile file, Path aside) implements NodeEvent {}

    /** A file that was damaged or missing is here again. */
    record FileRepaired(TrustedFile file) implements NodeEvent {}

    /** Something of this peer's was damaged and has been put aside, or is not as it should be; one sentence. */
    record Warning(String message) implements NodeEvent {}

    /**
     * A file, or one version of it, was taken back by the operator.
     *
     * @param version empty for the file with all its versions
     * @param why the operator's words, or empty; to be escaped before it is printed
     */
    record FileRevoked(FileName name, OptionalInt version, String why) implements NodeEvent {}

    /** At the database peer: a file was offered, its bytes are here, and the operator has to decide. */
    record OfferWaits(TrustedFile file, PeerId sharer) implements NodeEvent {}

    /**
     * At the peer that offered a file: the database peer has decided.
     *
     * @param state a final one
     * @param version which version it is, if it was approved; otherwise 0
     * @param why the reason of a rejection or failure, or empty; to be escaped before it is printed
     */
    record OfferDecided(TrustedFile file, OfferState state, int version, String why) implements NodeEvent {}

    /**
     * A peer was given the role of a trusted peer.
     *
     * @param note the operator's words, or empty; to be escaped before it is printed
     */
    record RoleGranted(PeerId peer, String note) implements NodeEvent {}

    /** A peer has lost the role of a trusted peer. */
    record RoleTaken(PeerId peer) implements NodeEvent {}

    /**
     * A peer was expelled by the operator.
     *
     * @param why the operator's words, or empty; to be escaped before it is printed
     */
    record Expelled(PeerId peer, String why) implements NodeEvent {}

    /** What the database peer, or somebody in its name, said must not be believed; one sentence. */
    record Alarm(Reason reason, String message) implements NodeEvent {
        /** What is wrong. */
        public enum Reason {
            /** A catalog that is older than the one that this peer knows. */
            ROLLBACK,
            /** Two catalogs that both are signed, and contradict each other. */
            FORK,
            /** A catalog that the network's key has not signed. */
            WRONG_KEY,
            /** A catalog that is not the one that was signed. */
            ALTERED,
            /** The signature of the catalog has ended and was not renewed. */
            EXPIRED,
            /** A clock that is far from the database peer's. */
            CLOCK;

            /** The word in JSON. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
