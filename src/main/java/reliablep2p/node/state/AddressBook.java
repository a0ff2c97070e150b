package reliablep2p.node.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/**
 * What this peer has learned of who holds which bytes, kept by content: a file's other version has other holders.
 *
 * <p>A claim is of this peer's own seeing, or hearsay from a map; hearsay is believed less the more often its teller
 * was wrong, and never replaces own seeing. Claims about peers that are away are kept, because they may come back; who
 * reads the book leaves them out. Bounded: {@value #MAX_CLAIMS} claims, {@value #MAX_HOLDERS} of one file, each for
 * {@value #MAX_AGE_DAYS} days after it was last heard.
 *
 * <p>Thread-safe: {@code lock} guards everything; nothing else is called under it.
 */
public final class AddressBook {
    /** The most claims kept. */
    public static final int MAX_CLAIMS = 200_000;

    /** The most holders of one file kept. */
    public static final int MAX_HOLDERS = 1_024;

    private static final int MAX_AGE_DAYS = 30;

    /** For this long hearsay can't bring back a claim that proved false: the same liar would repeat it in one lookup. */
    private static final Duration DISPROOF = Duration.ofMinutes(1);

    private static final int MAX_DISPROOFS = 10_000;

    /** For this long a peer that kept its asker waiting is asked after all others. */
    private static final Duration STALL = Duration.ofMinutes(1);

    private static final int MAX_STALLS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Map<Sha256, Map<PeerId, Claim>> claims = new HashMap<>();
    private final Map<PeerId, Integer> lies = new HashMap<>();
    private final Map<Disproof, Instant> disproofs = new LinkedHashMap<>();
    private final Map<PeerId, Instant> stalls = new LinkedHashMap<>();
    private int size;
    private boolean changed;

    /** Makes an empty book. */
    public AddressBook(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * That a peer holds some bytes.
     *
     * @param content the bytes
     * @param holder who holds them
     * @param teller who said so; empty if this peer saw it
     * @param day when that was last heard, in days since 1970-01-01 UTC
     */
    public record Claim(Sha256 content, PeerId holder, Optional<PeerId> teller, long day) {}

    private record Disproof(Sha256 content, PeerId holder) {}

    /** This peer saw that the holder has the bytes: it sent them, or took them to the last. */
    public void saw(Sha256 content, PeerId holder) {
        put(new Claim(content, holder, Optional.empty(), today()));
    }

    /** Somebody said that the holder has the bytes. */
    public void heard(Sha256 content, PeerId holder, PeerId teller) {
        put(new Claim(content, holder, Optional.of(teller), today()));
    }

    /** The holder turned out not to have the bytes, or sent others: the claim goes, and costs its teller rank. */
    public void disproved(Sha256 content, PeerId holder) {
        lock.lock();
        try {
            remember(disproofs, new Disproof(content, holder), MAX_DISPROOFS);
            Map<PeerId, Claim> holders = claims.get(content);
            Claim claim = holders == null ? null : holders.remove(holder);
            if (holders == null || claim == null) {
                return;
            }
            size--;
            changed = true;
            if (holders.isEmpty()) {
                claims.remove(content);
            }
            claim.teller().ifPresent(teller -> lies.merge(teller, 1, Integer::sum));
        } finally {
            lock.unlock();
        }
    }

    /** A peer that sent wrong bytes, whoever named it: what it tells is believed less, too. */
    public void lied(PeerId peer) {
        lock.lock();
        try {
            lies.merge(peer, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Who is believed to hold the bytes, the most believable first; equals in no particular order. */
    public List<PeerId> holders(Sha256 content) {
        return claims(content).stream().map(Claim::holder).toList();
    }

    /** What is believed of these bytes, the most believable claim first; equals in no particular order. */
    public List<Claim> claims(Sha256 content) {
        lock.lock();
        try {
            Map<PeerId, Claim> holders = claims.get(content);
            // Most files have no known holder, and a list asks for a hundred thousand of them.
            return holders == null
                    ? List.of()
                    : holders.values().stream()
                            .sorted(Comparator.comparingInt(this::doubt))
                            .toList();
        } finally {
            lock.unlock();
        }
    }

    /** A peer took so long to say or send anything that somebody else was asked: for a minute it comes after all others. */
    public void stalled(PeerId peer) {
        lock.lock();
        try {
            remember(stalls, peer, MAX_STALLS);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a peer kept its asker waiting within the last minute. */
    public boolean hasStalled(PeerId peer) {
        lock.lock();
        try {
            return isRecent(stalls.get(peer), STALL);
        } finally {
            lock.unlock();
        }
    }

    /** How little a claim is believed: 0 for own seeing, 1 and more for hearsay. */
    public int doubt(Sha256 content, PeerId holder) {
        lock.lock();
        try {
            Claim claim = claims.getOrDefault(content, Map.of()).get(holder);
            return claim == null ? Integer.MAX_VALUE : doubt(claim);
        } finally {
            lock.unlock();
        }
    }

    /** Every content of which somebody is believed to be a holder. */
    public List<Sha256> contents() {
        lock.lock();
        try {
            return List.copyOf(claims.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** All claims, for keeping; forgets those that are too old, and that anything changed. */
    public List<Claim> take() {
        long oldest = today() - MAX_AGE_DAYS;
        lock.lock();
        try {
            claims.values().forEach(holders -> holders.values().removeIf(claim -> claim.day() < oldest));
            claims.values().removeIf(Map::isEmpty);
            List<Claim> all = new ArrayList<>();
            claims.values().forEach(holders -> all.addAll(holders.values()));
            size = all.size();
            changed = false;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** What {@link #take} gave could not be kept. */
    public void keepLater() {
        lock.lock();
        try {
            changed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether anything changed since {@link #take}. */
    public boolean changed() {
        lock.lock();
        try {
            return changed;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a claim that was kept back into the book. */
    public void restore(Claim claim) {
        if (claim.day() <= today()) {
            put(claim);
        }
    }

    /** That something was so now; the oldest is forgotten when there are too many. */
    private <K> void remember(Map<K, Instant> times, K what, int most) {
        times.remove(what);
        times.put(what, clock.instant());
        if (times.size() > most) {
            times.remove(times.keySet().iterator().next());
        }
    }

    private boolean isRecent(@Nullable Instant when, Duration within) {
        return when != null && clock.instant().isBefore(when.plus(within));
    }

    private boolean isDisproved(Claim claim) {
        return isRecent(disproofs.get(new Disproof(claim.content(), claim.holder())), DISPROOF);
    }

    private void put(Claim claim) {
        lock.lock();
        try {
            if (claim.teller().isPresent() && isDisproved(claim)) {
                return;
            }
            Map<PeerId, Claim> holders = claims.computeIfAbsent(claim.content(), content -> new HashMap<>());
            Claim old = holders.get(claim.holder());
            if (old == null) {
                if (size >= MAX_CLAIMS || holders.size() >= MAX_HOLDERS) {
                    if (holders.isEmpty()) {
                        claims.remove(claim.content());
                    }
                    return;
                }
                size++;
            } else if (old.teller().isEmpty() && claim.teller().isPresent()) {
                return;
            }
            changed |= !claim.equals(holders.put(claim.holder(), claim));
        } finally {
            lock.unlock();
        }
    }

    private int doubt(Claim claim) {
        return claim.teller().map(teller -> 1 + lies.getOrDefault(teller, 0)).orElse(0);
    }

    private long today() {
        return ChronoUnit.DAYS.between(Instant.EPOCH, clock.instant());
    }
}
