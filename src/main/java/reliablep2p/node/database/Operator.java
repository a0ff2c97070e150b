package reliablep2p.node.database;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import reliablep2p.model.Address;
import reliablep2p.model.Approval;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Invitation;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ListeningHost;
import reliablep2p.node.Acquaintance;
import reliablep2p.node.PendingFile;
import reliablep2p.node.RefusedException;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/**
 * What the operator may do at the database peer besides looking. Whatever succeeds is in the journal, on the disk and on
 * its way to every member when the method returns. Thread-safe.
 */
public final class Operator {
    private final Member self;
    private final ListeningHost host;
    private final Knowledge knowledge;
    private final Decisions decisions;
    private final OfferDesk offers;
    private final Invitations invitations;
    private final AdmittedPeers admitted;
    private final InstantSource clock;

    Operator(
            Member self,
            String host,
            Knowledge knowledge,
            Decisions decisions,
            OfferDesk offers,
            Invitations invitations,
            AdmittedPeers admitted,
            InstantSource clock) {
        this.self = self;
        this.host = new ListeningHost(host);
        this.knowledge = knowledge;
        this.decisions = decisions;
        this.offers = offers;
        this.invitations = invitations;
        this.admitted = admitted;
        this.clock = clock;
    }

    /** The files that were offered and are not decided, the oldest first. */
    public List<PendingFile> pending() {
        return offers.pending();
    }

    /**
     * Approves an offer that waits, or a file that was revoked and lies in the directory. The bytes of an offer are read
     * again to be sure.
     *
     * @param sharer whose offer, if several peers offer other bytes under this name
     * @throws RefusedException if there is nothing to approve, or more than one thing, or its bytes are gone
     */
    public FileVersion approve(FileName name, Optional<PeerId> sharer, Cancellation cancellation)
            throws RefusedException, StorageException {
        Optional<TrustedFile> here = knowledge.held().find(name).map(StoredFile::file);
        boolean waits = pending().stream()
                .anyMatch(offer -> offer.file().name().equals(name) && offer.state() == OfferState.WAITING);
        if (!waits && here.isPresent() && !knowledge.catalog().find(name).equals(here)) {
            Optional<FileName> clash = knowledge.catalog().clash(name);
            if (clash.isPresent()) {
                throw new RefusedException(
                        name + " differs from " + clash.get() + ", which is in the catalog, only in case.");
            }
            return decisions.approve(here.get(), Approval.By.OPERATOR, Optional.empty());
        }
        return offers.approve(name, sharer, cancellation);
    }

    /**
     * Rejects offers of this name.
     *
     * @param why for the offerers, at most {@code Revocation.MAX_WHY} UTF-16 code units, or empty
     * @return what was rejected
     * @throws RefusedException if none waits
     */
    public List<PendingFile> reject(FileName name, Optional<PeerId> sharer, String why)
            throws RefusedException, StorageException {
        return offers.reject(name, sharer, why);
    }

    /**
     * Takes a file back.
     *
     * @param version empty for the file with all its versions
     * @param why for whoever wonders, at most {@code Revocation.MAX_WHY} UTF-16 code units, or empty
     * @return the versions that were listed until now
     * @throws RefusedException if no such version is listed
     */
    public List<FileVersion> revoke(FileName name, OptionalInt version, String why)
            throws RefusedException, StorageException {
        List<FileVersion> listed = knowledge.catalog().versions(name).stream()
                .filter(FileVersion::isListed)
                .filter(one -> version.isEmpty() || version.getAsInt() == one.number())
                .toList();
        if (listed.isEmpty()) {
            throw new RefusedException(
                    version.isEmpty()
                            ? name + " is not in the catalog, so there is nothing to revoke."
                            : name + " has no version " + version.getAsInt() + " in the catalog. versions shows them.");
        }
        decisions.revoke(name, version, why);
        return listed;
    }

    /**
     * Gives a peer the role of a trusted peer, or another note.
     *
     * @param note at most {@code Revocation.MAX_WHY} UTF-16 code units, or empty
     * @throws RefusedException if it is the database peer, or was expelled
     */
    public TrustedPeer trust(PeerId peer, String note) throws RefusedException, StorageException {
        refuseSelf(peer);
        if (knowledge.roles().expulsion(peer).isPresent()) {
            throw new RefusedException("The peer " + peer + " was expelled. Invite it first.");
        }
        decisions.grant(peer, note);
        return knowledge.roles().trusted(peer).orElseThrow();
    }

    /**
     * Takes the role away.
     *
     * @return what it was
     * @throws RefusedException if it had none
     */
    public TrustedPeer untrust(PeerId peer) throws RefusedException, StorageException {
        TrustedPeer role = knowledge
                .roles()
                .trusted(peer)
                .orElseThrow(
                        () -> new RefusedException("The peer " + peer + " has no role. trusted shows who has one."));
        decisions.take(peer);
        return role;
    }

    /** Every peer that this one knows: members, trusted ones, invited ones, expelled ones; members first. */
    public List<Acquaintance> members() {
        Set<PeerId> ids = new TreeSet<>(knowledge.roles().known());
        ids.addAll(admitted.all().keySet());
        List<Acquaintance> all = new ArrayList<>();
        for (Member member : knowledge.peers().members()) {
            all.add(acquaintance(member.id()));
            ids.remove(member.id());
        }
        ids.forEach(id -> all.add(acquaintance(id)));
        return List.copyOf(all);
    }

    /**
     * Makes an invitation.
     *
     * @param uses how many peers it lets in
     * @param validity for how long
     * @return one word, which is a secret
     * @throws RefusedException if there are too many, or a number is out of range
     */
    public String invite(int uses, Duration validity) throws RefusedException, StorageException {
        String reachable = host.forOthers()
                .orElseThrow(() -> new RefusedException(
                        "This machine has no address at which others could reach it; start with --host and one."));
        Address address = new Address(reachable, self.address().port());
        return new Invitation(address, self.id(), invitations.make(uses, validity, clock.instant())).word();
    }

    /**
     * Expels a peer: it is out at once, and comes back with a new invitation only.
     *
     * @param why at most {@code Revocation.MAX_WHY} UTF-16 code units, or empty
     * @throws RefusedException if it is the database peer, or out already
     */
    public Acquaintance expel(PeerId peer, String why) throws RefusedException, StorageException {
        refuseSelf(peer);
        if (knowledge.roles().expulsion(peer).isPresent()) {
            throw new RefusedException("The peer " + peer + " was expelled before.");
        }
        Acquaintance before = acquaintance(peer);
        decisions.expel(peer, why);
        return before;
    }

    private void refuseSelf(PeerId peer) throws RefusedException {
        if (peer.equals(self.id())) {
            throw new RefusedException("That is the database peer itself; it is trusted, and can't be expelled.");
        }
    }

    private Acquaintance acquaintance(PeerId id) {
        return new Acquaintance(
                id,
                knowledge.peers().find(id),
                Optional.ofNullable(admitted.all().get(id)),
                knowledge.roles().trusted(id),
                knowledge.roles().expulsion(id));
    }
}
