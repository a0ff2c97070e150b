package reliablep2p.node.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.PieceList;
import reliablep2p.model.Pieces;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.state.Arriving;
import reliablep2p.storage.PartFile;
import reliablep2p.storage.Published;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.VerificationException;

/**
 * One file's way through the peers that a plan names, each asked at most once: those that are believed to have it all at
 * once, others one after another until somebody gives what is needed, the database peer last. Used by one thread, once;
 * the receiving is done by others.
 */
final class Lookup {
    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);

    /** Sources at a time. */
    private static final int SOURCES = 8;
    /** Connections to a source that is the only one. */
    private static final int CONNECTIONS = 2;
    /** Who is getting the file, too: when so many of them are known, others need not be looked for. */
    private static final int COMPANY = 4;

    /** With fewer pieces left nobody is looked for who might have them. */
    private static final int SEARCH_PIECES = 8;
    /** So many are asked at most whom a transfer that is fed already does not need. */
    private static final int SEARCHES = 16;

    private static final long SEARCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Underway.Fetch run;
    private final TrustedFile file;
    private final SourcePlan plan;
    private final FetchContext context;
    private final Cancellation cancellation;
    private final Cancellation ending = new Cancellation();
    private final Transfer transfer;
    private final Reporting reporting;
    private final Optional<Pieces> proved;

    private final Set<PeerId> asked = new HashSet<>();
    private final AtomicBoolean exhausted = new AtomicBoolean();
    private long lastAsked = System.nanoTime();
    private int searched;

    /** @param proved how the catalog says the file is cut; empty if it is not in it */
    Lookup(Underway.Fetch run, Optional<Pieces> proved, SourcePlan plan, FetchContext context, FetchListener listener) {
        this.run = run;
        this.file = run.file();
        this.proved = proved;
        this.plan = plan;
        this.context = context;
        this.cancellation = run.stopping();
        this.transfer = new Transfer(file, context, System::nanoTime);
        this.reporting = new Reporting(transfer, listener, source -> !exhausted.get());
    }

    FetchOutcome run() throws IOException, StorageException {
        boolean shared = plan.only().isEmpty();
        if (shared) {
            context.knowledge().arriving().begin(file.sha256());
        }
        try (Cancellation.Registration registration = cancellation.register(ending::cancel)) {
            LOG.debug("looking for {}: {}", file.name(), registration);
            return look();
        } finally {
            if (shared) {
                context.knowledge().arriving().end(file.sha256());
            }
            if (!asked.isEmpty()) {
                context.knowledge().counters().lookedUp(asked.size());
            }
        }
    }

    private FetchOutcome look() throws IOException, StorageException {
        known().ifPresent(transfer::learn);
        try {
            while (transfer.list().isEmpty()) {
                if (!goOn()) {
                    return nobody();
                }
            }
            try (PartFile part = begin(transfer.list().get())) {
                return get(part);
            }
        } finally {
            endAll();
        }
    }

    private FetchOutcome get(PartFile part) throws IOException, StorageException {
        long begun = System.nanoTime();
        while (!transfer.isDone()) {
            if (!goOn()) {
                return nobody();
            }
        }
        endAll();
        if (!context.shelf().wants(file)) {
            return revoked();
        }
        Published published;
        try {
            published = context.shelf().publish(file, part);
        } catch (VerificationException e) {
            LOG.warn("{} is not what was offered: {}", file.name(), e.getMessage());
            transfer.blameAll();
            return nobody();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Optional<Member> best = transfer.best();
        best.ifPresent(source -> context.learning().learn(source, cancellation));
        return new FetchOutcome.Fetched(
                file,
                best.orElse(context.self()),
                asked.size(),
                took,
                published.replaced(),
                part.resumed(),
                transfer.shares());
    }

    /** The list of pieces, if nobody has to be asked for it. */
    private Optional<PieceList> known() {
        Pieces cut = proved.orElseGet(() -> new Pieces(Pieces.sizeFor(file.size()), file.sha256()));
        return cut.count(file.size()) == 1
                ? Optional.of(PieceList.single(file.sha256()))
                : proved.flatMap(known -> context.lists().load(file, known));
    }

    private boolean accepts(PieceList list) {
        Pieces cut = cut(list);
        return list.count() == cut.count(file.size()) && list.hash().equals(cut.list());
    }

    private Pieces cut(PieceList list) {
        return proved.orElseGet(() -> new Pieces(Pieces.sizeFor(file.size()), list.hash()));
    }

    private PartFile begin(PieceList list) throws StorageException {
        Pieces cut = cut(list);
        boolean single = list.count() == 1;
        PartFile.Piecewise pieces = new PartFile.Piecewise(cut, list, proved.isPresent() || single);
        PartFile part = context.shelf().begin(file, pieces, plan.only(), cancellation);
        transfer.begin(part, cut, list);
        run.measuredBy(part::received);
        reporting.verified();
        if (proved.isPresent()) {
            context.lists().save(file.sha256(), list);
        }
        if (plan.only().isEmpty()) {
            context.knowledge().arriving().serve(file.sha256(), new Arriving.Parts(part, list));
        }
        return part;
    }

    /** Sees to it that enough is asked, and waits a moment; false if nobody is left. */
    private boolean goOn() throws IOException, StorageException {
        cancellation.check();
        Throwable failure = transfer.failure();
        if (failure != null) {
            throw rethrown(failure);
        }
        if (!context.shelf().wants(file)) {
            return false;
        }
        long seen = transfer.revision();
        if (!askMore() && transfer.connections() == 0 && !transfer.isDone()) {
            cancellation.check(); // It may be what has ended them since it was looked at.
            return retrySlow();
        }
        transfer.await(seen);
        return true;
    }

    /** Asks those who should be asked now; false if nobody is left who could be. */
    private boolean askMore() {
        strengthen();
        Optional<SourcePlan.Candidate> next = next();
        while (next.isPresent() && isDue(next.get())) {
            ask(next.get());
            next = next();
        }
        return next.isPresent();
    }

    private Optional<SourcePlan.Candidate> next() {
        Optional<SourcePlan.Candidate> next = plan.next(asked, transfer.giving() < COMPANY);
        exhausted.set(next.isEmpty());
        return next;
    }

    private boolean isDue(SourcePlan.Candidate candidate) {
        List<Source> sources = transfer.sources();
        long waiting = sources.stream()
                .filter(source -> source.state() == Source.State.ASKED && !source.isLate())
                .count();
        return switch (candidate.kind()) {
            case BELIEVED -> transfer.giving() + waiting < SOURCES;
            case UNKNOWN -> waiting == 0 && (!transfer.isFed() || isWorthSearching());
            case DATABASE -> waiting == 0 && (!transfer.isFed() || transfer.isSlow());
        };
    }

    /** A long transfer from few sources goes faster if others have the file, too: from time to time somebody is asked. */
    private boolean isWorthSearching() {
        return transfer.remaining() > SEARCH_PIECES
                && searched < SEARCHES
                && System.nanoTime() - lastAsked > SEARCH_NANOS;
    }

    private void ask(SourcePlan.Candidate candidate) {
        if (candidate.kind() == SourcePlan.Kind.UNKNOWN && transfer.isFed()) {
            searched++;
        }
        lastAsked = System.nanoTime();
        asked.add(candidate.member().id());
        Source source = new Source(candidate.member(), candidate.kind(), false, System::nanoTime);
        transfer.add(source);
        reporting.asking(source);
        if (candidate.member().id().equals(context.self().id())) {
            transfer.refuse(source, "is this peer, and does not have it", false);
        } else {
            start(source, true);
        }
    }

    private void start(Source source, boolean asks) {
        transfer.connected(source, 1);
        SourceTask task = new SourceTask(transfer, source, asks, this::accepts, context, reporting, ending);
        context.threads().start("get " + source.member().address(), task);
    }

    /** A single source gets a second connection, because one thread is not enough for a fast network. */
    private void strengthen() {
        if (!transfer.canBeStrengthened(CONNECTIONS)) {
            return;
        }
        transfer.sources().stream().filter(Source::gives).findFirst().ifPresent(source -> start(source, false));
    }

    /** When nobody else is left, those who were too slow for others are asked again, and may be. */
    private boolean retrySlow() {
        List<Source> slow = transfer.takeSlow();
        for (Source source : slow) {
            Source again = new Source(source.member(), source.kind(), true, System::nanoTime);
            transfer.add(again);
            start(again, true);
        }
        return !slow.isEmpty();
    }

    private FetchOutcome nobody() {
        if (!context.shelf().wants(file)) {
            return revoked();
        }
        return transfer.wrongBytes()
                ? new FetchOutcome.WrongBytes(file, asked.size(), transfer.refusals())
                : new FetchOutcome.NobodyHasIt(file, asked.size(), transfer.refusals());
    }

    /** What a lookup of a file comes to that is wanted no more. */
    private FetchOutcome revoked() {
        return context.knowledge()
                .catalog()
                .revocation(file.sha256())
                .<FetchOutcome>map(revocation -> new FetchOutcome.Revoked(file.name(), revocation))
                .orElseGet(() -> new FetchOutcome.NotListed(file.name()));
    }

    /** Waits for those who receive: first for their own end, which leaves connections for the next fetch. */
    private void endAll() throws IOException {
        transfer.end();
        long begun = System.nanoTime();
        long seen = transfer.revision();
        while (transfer.connections() > 0 && System.nanoTime() - begun < END_NANOS) {
            if (System.nanoTime() - begun > GRACE_NANOS) {
                ending.cancel();
            }
            transfer.await(seen, GRACE_NANOS);
            seen = transfer.revision();
        }
    }

    private static IOException rethrown(Throwable failure) throws StorageException, IOException {
        if (failure instanceof StorageException storage) {
            throw storage;
        }
        if (failure instanceof RuntimeException defect) {
            throw defect;
        }
        return new IOException(failure);
    }
}
