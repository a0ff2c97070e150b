package reliablep2p.node.database;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.InvitationSecret;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.RefusedException;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.StorageException;

/**
 * The invitations that the operator has made, kept over restarts in the state file {@value #FILE}; of each secret only
 * its SHA-256.
 *
 * <p>Thread-safe. {@code lock} guards {@code all} and is held while the file is written, by design: a use counts once it
 * is on the disk, and not before, so one comes after the other.
 */
final class Invitations {
    /** The most peers that one invitation lets in. */
    static final int MAX_USES = 10_000;

    static final Duration SHORTEST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofDays(365);

    /** The most invitations that are open at a time. */
    static final int MAX_OPEN = 1_000;

    /** How long one that has expired is remembered, so that whoever comes late is told what is wrong. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    /** The most that are remembered, the open ones among them. */
    static final int MAX_REMEMBERED = 2 * MAX_OPEN;

    static final String FILE = "invitations.json";

    private static final Logger LOG = LoggerFactory.getLogger(Invitations.class);
    private static final int MAX_BYTES = MAX_REMEMBERED * 300;
    private static final int DEPTH = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final PeerDirectory directory;
    private final SecureRandom random;

    /** In the order in which they were made; never changed, but replaced when the file has been. */
    private List<OpenInvitation> all;

    private Invitations(PeerDirectory directory, SecureRandom random, List<OpenInvitation> all) {
        this.directory = directory;
        this.random = random;
        this.all = all;
    }

    /** Reads what was kept; a damaged file is put aside, and then no invitation is good any more. */
    static Invitations load(PeerDirectory directory, SecureRandom random, Consumer<NodeEvent> events)
            throws StorageException {
        return new Invitations(directory, random, read(directory, events));
    }

    private static List<OpenInvitation> read(PeerDirectory directory, Consumer<NodeEvent> events)
            throws StorageException {
        try {
            byte[] bytes = directory.read(FILE, MAX_BYTES);
            List<OpenInvitation> kept = new ArrayList<>();
            if (bytes != null) {
                for (JsonObject one : JsonObject.parse(bytes, DEPTH).objects("invitations", MAX_REMEMBERED)) {
                    kept.add(OpenInvitation.read(one));
                }
            }
            return List.copyOf(kept);
        } catch (JsonException | InvalidValueException | DamagedStateException e) {
            LOG.warn("{} is damaged: {}", FILE, e.getMessage());
            events.accept(new NodeEvent.Warning("The invitations were damaged and are now " + directory.moveAside(FILE)
                    + "; those that are not used yet let nobody in any more. Make new ones with invite."));
            return List.of();
        }
    }

    /**
     * Makes one. It is on the disk when this returns.
     *
     * @param uses how many peers may join with it, 1 to {@link #MAX_USES}
     * @param validity {@link #SHORTEST} to {@link #LONGEST}
     * @return the secret, which is nowhere else
     * @throws RefusedException if a number is out of its range, or {@link #MAX_OPEN} are open
     */
    InvitationSecret make(int uses, Duration validity, Instant now) throws RefusedException, StorageException {
        if (uses < 1 || uses > MAX_USES) {
            throw new RefusedException("an invitation is for 1 to " + MAX_USES + " peers");
        }
        if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
            throw new RefusedException("an invitation lasts from 1 minute to " + LONGEST.toDays() + " days");
        }
        lock.lock();
        try {
            if (all.stream().filter(one -> one.isOpen(now)).count() >= MAX_OPEN) {
                throw new RefusedException("there are " + MAX_OPEN
                        + " open invitations, and that is the most; wait until some are used or expire");
            }
            InvitationSecret secret = InvitationSecret.make(random);
            // Whole milliseconds, as the journal has them: what is made in the very moment of an expulsion is not after
            // it.
            Instant made = now.truncatedTo(ChronoUnit.MILLIS);
            List<OpenInvitation> next = new ArrayList<>(all);
            next.add(new OpenInvitation(
                    secret.fingerprint(),
                    made,
                    made.plus(validity).truncatedTo(ChronoUnit.MILLIS),
                    uses,
                    Optional.empty()));
            keep(next, now);
            return secret;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes one use of an invitation, which is on the disk before this says that it was accepted. The peer that came last
     * may come again without another use: a crash may have kept it from being remembered as admitted.
     *
     * @param after the moment after which it must have been made, if it matters
     * @throws StorageException if the use can't be written: then it does not count
     */
    Redemption redeem(InvitationSecret secret, PeerId peer, Optional<Instant> after, Instant now)
            throws StorageException {
        lock.lock();
        try {
            int at = find(secret.fingerprint());
            if (at < 0) {
                return Redemption.UNKNOWN;
            }
            OpenInvitation found = all.get(at);
            Redemption judged = judge(found, peer, after, now);
            if (judged == Redemption.ACCEPTED && !isLatest(found, peer)) {
                List<OpenInvitation> next = new ArrayList<>(all);
                next.set(at, found.usedBy(peer));
                keep(next, now);
            }
            return judged;
        } finally {
            lock.unlock();
        }
    }

    /** How many can still let somebody in. */
    int open(Instant now) {
        lock.lock();
        try {
            return (int) all.stream().filter(one -> one.isOpen(now)).count();
        } finally {
            lock.unlock();
        }
    }

    private static Redemption judge(OpenInvitation found, PeerId peer, Optional<Instant> after, Instant now) {
        if (after.isPresent() && !found.made().isAfter(after.get())) {
            return Redemption.TOO_OLD;
        }
        if (found.hasExpired(now)) {
            return Redemption.EXPIRED;
        }
        return found.left() > 0 || isLatest(found, peer) ? Redemption.ACCEPTED : Redemption.USED_UP;
    }

    private static boolean isLatest(OpenInvitation found, PeerId peer) {
        return found.latest().filter(peer::equals).isPresent();
    }

    /** Looks at every one, and at all of its bytes, so that the time tells nothing; -1 if there is none. */
    private int find(Sha256 fingerprint) {
        byte[] wanted = bytes(fingerprint);
        int at = -1;
        for (int i = 0; i < all.size(); i++) {
            if (MessageDigest.isEqual(wanted, bytes(all.get(i).fingerprint()))) {
                at = i;
            }
        }
        return at;
    }

    private static byte[] bytes(Sha256 hash) {
        return HexFormat.of().parseHex(hash.hex());
    }

    /** Writes them without those that nobody will ask for, and only then believes them. */
    private void keep(List<OpenInvitation> next, Instant now) throws StorageException {
        next.removeIf(one -> one.hasExpired(now.minus(REMEMBERED)));
        for (int i = 0; i < next.size() && next.size() > MAX_REMEMBERED; ) {
            if (next.get(i).isOpen(now)) {
                i++;
            } else {
                next.remove(i);
            }
        }
        directory.write(
                FILE,
                JsonBuilder.object()
                        .put(
                                "invitations",
                                next.stream().map(OpenInvitation::toJson).toList())
                        .toBytes());
        all = List.copyOf(next);
    }
}
