package reliablep2p.node.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Pieces;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FetchOutcome;

/**
 * Many small files at once: those that one peer has come over one connection, a request sent before the last answer is
 * here, and are made sure of on the disk in groups. What this does not bring, for whatever reason, is to be fetched one by
 * one. Used by one thread, once; the receiving is done by others, one for each source.
 */
final class Batch {
    /** Larger ones are worth a fetch of their own. */
    static final long MAX_SIZE = 256 * 1024;
    /** Fewer are not worth the effort. */
    static final int MIN_FILES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** Sources at a time. */
    private static final int SOURCES = 4;
    /** Of whom nobody knows what they have: so many are asked for what they know. */
    private static final int STRANGERS = 4;

    private final FetchContext context;
    private final Consumer<FetchOutcome.Fetched> fetched;
    private final Cancellation cancellation;

    Batch(FetchContext context, Consumer<FetchOutcome.Fetched> fetched, Cancellation cancellation) {
        this.context = context;
        this.fetched = fetched;
        this.cancellation = cancellation;
    }

    /** Whether a file may be one of many. */
    static boolean suits(TrustedFile file, Pieces cut) {
        return file.size() <= MAX_SIZE && cut.count(file.size()) == 1;
    }

    /** Gets as many of the files as it can, until it is cancelled. */
    void get(Collection<TrustedFile> files) throws IOException {
        Map<TrustedFile, Set<PeerId>> asked = new HashMap<>();
        files.forEach(file -> asked.put(file, new HashSet<>()));
        Map<Member, List<TrustedFile>> bySource = bySource(asked);
        if (bySource.keySet().stream().anyMatch(source -> source.role() == Role.DATABASE)) {
            meetStrangers();
            bySource = bySource(asked);
        }
        while (!bySource.isEmpty() && !cancellation.isCancelled()) {
            Set<TrustedFile> done = ConcurrentHashMap.newKeySet();
            List<Map.Entry<Member, List<TrustedFile>>> all = new ArrayList<>(bySource.entrySet());
            for (int from = 0; from < all.size(); from += SOURCES) {
                getFromSeveral(all.subList(from, Math.min(all.size(), from + SOURCES)), done);
            }
            bySource.forEach((source, wanted) -> wanted.forEach(
                    file -> asked.computeIfAbsent(file, f -> new HashSet<>()).add(source.id())));
            done.forEach(asked::remove);
            bySource = bySource(asked);
        }
    }

    /** Whom to ask next for what. */
    private Map<Member, List<TrustedFile>> bySource(Map<TrustedFile, Set<PeerId>> asked) {
        Map<Member, List<TrustedFile>> bySource = new LinkedHashMap<>();
        asked.forEach((file, before) -> plan(file)
                .next(before, false)
                .ifPresent(next -> bySource.computeIfAbsent(next.member(), source -> new ArrayList<>())
                        .add(file)));
        return bySource;
    }

    private SourcePlan plan(TrustedFile file) {
        return new LookupPlan(
                file.sha256(),
                context.self().id(),
                context.knowledge().peers(),
                context.knowledge().book(),
                context.random());
    }

    /** Before the database peer is asked for files, some others are asked who has them: their maps tell of all at once. */
    private void meetStrangers() {
        List<Member> strangers = new ArrayList<>(context.knowledge().peers().members());
        strangers.removeIf(peer ->
                peer.role() == Role.DATABASE || peer.id().equals(context.self().id()));
        for (int met = 0; met < STRANGERS && !strangers.isEmpty() && !cancellation.isCancelled(); met++) {
            Member stranger = strangers.remove(context.random().nextInt(strangers.size()));
            context.learning().learn(stranger, cancellation);
        }
    }

    private void getFromSeveral(List<Map.Entry<Member, List<TrustedFile>>> sources, Set<TrustedFile> done)
            throws IOException {
        CountDownLatch ended = new CountDownLatch(sources.size());
        Cancellation stop = new Cancellation();
        try (Cancellation.Registration registration = cancellation.register(stop::cancel)) {
            LOG.debug("files of {} sources: {}", sources.size(), registration);
            for (Map.Entry<Member, List<TrustedFile>> source : sources) {
                BatchSource receiving =
                        new BatchSource(context, source.getKey(), source.getValue(), fetched, done::add, stop);
                context.threads().start("get from " + source.getKey().address(), () -> {
                    try {
                        receiving.run();
                    } finally {
                        ended.countDown();
                    }
                });
            }
            ended.await();
        } catch (InterruptedException e) {
            stop.cancel();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
