package reliablep2p.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.model.Revocation;
import reliablep2p.model.TrustedFile;

/** How a {@code get} or {@code secure-get} ended, where it was not the disk's or the person's doing. */
public sealed interface FetchOutcome {
    /**
     * The file is here and verified.
     *
     * @param from who sent the most bytes; this peer itself if an earlier transfer had left all of them
     * @param asked how many peers were asked, {@code from} among them; 0 if nobody had to be
     * @param took from the first question to the file under its final name
     * @param replaced where a file with other bytes that had this name lies now
     * @param resumed how many of the bytes an earlier transfer had left here
     * @param shares who sent how much of it just now
     */
    record Fetched(
            TrustedFile file,
            Member from,
            int asked,
            Duration took,
            Optional<Path> replaced,
            long resumed,
            List<Share> shares)
            implements FetchOutcome {
        /** A file of which nothing was here before. */
        public Fetched(TrustedFile file, Member from, int asked, Duration took, Optional<Path> replaced) {
            this(file, from, asked, took, replaced, 0);
        }

        /** A file of which one peer sent all that was missing. */
        public Fetched(TrustedFile file, Member from, int asked, Duration took, Optional<Path> replaced, long resumed) {
            this(file, from, asked, took, replaced, resumed, List.of(new Share(from, file.size() - resumed)));
        }
    }

    /**
     * What a peer sent of a file.
     *
     * @param peer who
     * @param bytes how many bytes, those included that were of no use in the end
     */
    record Share(Member peer, long bytes) {}

    /** The file was here already; its bytes were read and are right. */
    record Present(TrustedFile file) implements FetchOutcome {}

    /** The name is not in the catalog; nobody was asked. */
    record NotListed(FileName name) implements FetchOutcome {}

    /**
     * Nobody who could be reached has it.
     *
     * @param asked how many peers were asked
     * @param refusals why, one for each peer that was tried
     */
    record NobodyHasIt(TrustedFile file, int asked, List<Refusal> refusals) implements FetchOutcome {}

    /**
     * Bytes came, and nobody's were right; they were thrown away.
     *
     * @param refusals why, one for each peer that was tried
     */
    record WrongBytes(TrustedFile file, int asked, List<Refusal> refusals) implements FetchOutcome {}

    /**
     * The file was taken back by the operator; nobody was asked, or the transfer was stopped.
     *
     * @param revocation when and why
     */
    record Revoked(FileName name, Revocation revocation) implements FetchOutcome {}

    /**
     * {@code secure-get} only: the peer that was named has no role, and some peer has had one; nobody was asked.
     *
     * @param source who was named
     * @param trusted the trusted peers that are believed to have the file, the database peer among them, sorted
     */
    record NotTrusted(TrustedFile file, Member source, List<Member> trusted) implements FetchOutcome {}

    /**
     * {@code secure-get} only: the signature of the catalog has ended, so nobody can tell what has been taken back;
     * nobody was asked.
     *
     * @param expired when it ended
     */
    record CatalogExpired(TrustedFile file, Instant expired) implements FetchOutcome {}

    /**
     * Somebody stopped it, in another place than the one where it was begun.
     *
     * @param received how many of its bytes are here, verified; 0 if they were thrown away
     * @param dropped whether they were
     */
    record Stopped(TrustedFile file, long received, boolean dropped) implements FetchOutcome {}

    /** {@code secure-get} only: no member listens there. */
    record NoSuchMember(Address address) implements FetchOutcome {}

    /**
     * Why a peer was of no use.
     *
     * @param peer who
     * @param reason a few words, safe to print
     */
    record Refusal(Member peer, String reason) {}
}
