package reliablep2p.node.base;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.journal.CatalogChecker;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.CatalogHead;

/**
 * What both roles tell of the journal that they keep; needs no network. Thread-safe, as what it reads is.
 *
 * @param foundation of the peer
 */
public record CatalogReport(Foundation foundation) {
    private static final String FILE = "catalog.jsonl";

    /** The state of the journal of this peer. */
    public CatalogStatus status() {
        Optional<CatalogHead> head = foundation.journal().head();
        Instant now = foundation.clock().instant();
        return new CatalogStatus(
                foundation.journal().network(),
                foundation.directory().path(FILE),
                head.map(CatalogHead::number).orElse(0L),
                head.map(CatalogHead::bytes).orElse(0L),
                foundation.knowledge().catalog().size(),
                head.map(CatalogHead::issued),
                head.map(CatalogHead::expires),
                foundation.journal().expired(now).isPresent());
    }

    /**
     * Proves a copy of the journal without any network.
     *
     * @param copy empty for this peer's own
     * @throws IOException if it was cancelled
     * @throws StorageException if it can't be read
     */
    public CatalogCheck check(Optional<Path> copy, Cancellation cancellation) throws IOException, StorageException {
        return CatalogChecker.check(
                copy.orElseGet(() -> foundation.directory().path(FILE)),
                foundation.journal().network(),
                foundation.clock().instant(),
                cancellation);
    }

    /** The trusted peers, by id. */
    public List<TrustedPeer> trusted() {
        return foundation.knowledge().roles().trusted();
    }

    /** Whether a role was ever granted: from then on {@code secure-get} wants one. */
    public boolean rolesInUse() {
        return foundation.knowledge().roles().inUse();
    }
}
