package reliablep2p.node;

import reliablep2p.model.FileName;
import reliablep2p.model.Member;
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

    /** A file was withdrawn from the catalog. */
    record FileWithdrawn(FileName name) implements NodeEvent {}

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

    /** Something of this peer's was damaged and has been put aside, or is not as it should be; one sentence. */
    record Warning(String message) implements NodeEvent {}
}
