package reliablep2p.node.base;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import reliablep2p.net.Cancellation;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.journal.CatalogChecker;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.journal.CatalogHead;

/** What both roles tell of their journal. Stateless. */
public final class CatalogReport {
    private static final String FILE = "catalog.jsonl";

    private CatalogReport() {}

    /** The state of the journal of this peer. */
    public static CatalogStatus of(Foundation foundation) {
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

    /** Proves a copy of the journal, or that of this peer. */
    public static CatalogCheck check(Foundation foundation, Optional<Path> copy, Cancellation cancellation)
            throws IOException, StorageException {
        return CatalogChecker.check(
                copy.orElseGet(() -> foundation.directory().path(FILE)),
                foundation.journal().network(),
                foundation.clock().instant(),
                cancellation);
    }
}
