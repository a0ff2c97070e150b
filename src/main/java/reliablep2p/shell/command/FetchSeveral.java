package reliablep2p.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.FetchEnd;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.ProgressTicker;
import reliablep2p.shell.output.SeveralEnds;
import reliablep2p.shell.output.TotalProgress;
import reliablep2p.shell.output.TransferProgress;

/**
 * Gets several files, some of them at a time, under one progress display.
 *
 * <p>Used by one thread, once; its workers share with it only what is thread-safe. They end with {@link #run}, which
 * returns when all files are here or given up, soon after a cancellation too.
 */
final class FetchSeveral {
    private static final Logger LOG = LoggerFactory.getLogger(FetchSeveral.class);

    /** More bring nothing: four connections fill a line, and four lines of progress are read at a glance. */
    static final int AT_A_TIME = 4;

    private final PeerOperations peer;
    private final Output output;
    private final Failures failures;
    private final Cancellation cancellation;

    FetchSeveral(PeerOperations peer, Output output, Failures failures, Cancellation cancellation) {
        this.peer = peer;
        this.output = output;
        this.failures = failures;
        this.cancellation = cancellation;
    }

    /** Tries everything, though something before it failed; only the cancellation ends it. */
    Answer.FetchedSeveral run(List<Wanted> wanted) {
        long begun = System.nanoTime();
        List<TrustedFile> files = wanted.stream()
                .filter(Wanted.Fetch.class::isInstance)
                .map(fetch -> ((Wanted.Fetch) fetch).file())
                .toList();
        ExecutorService workers = workers();
        try (ProgressTicker progress = ProgressTicker.start(output, files)) {
            Map<TrustedFile, FetchEnd> together = together(wanted, progress.total());
            List<Future<FetchEnd>> ends = new ArrayList<>();
            for (Wanted each : wanted) {
                FetchEnd early = each instanceof Wanted.Fetch fetch ? together.get(fetch.file()) : null;
                ends.add(
                        early != null
                                ? CompletableFuture.completedFuture(early)
                                : workers.submit(() -> end(each, progress.total())));
            }
            SeveralEnds all = new SeveralEnds(ends.stream().map(this::await).toList());
            return new Answer.FetchedSeveral(all, Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            workers.shutdown();
        }
    }

    /** Many small files come faster together; a failure of that is one of each file's own fetch, too. */
    private Map<TrustedFile, FetchEnd> together(List<Wanted> wanted, TotalProgress total) {
        Map<TrustedFile, FetchEnd> ends = new ConcurrentHashMap<>();
        List<TrustedFile> missing = wanted.stream()
                .filter(each -> each instanceof Wanted.Fetch fetch
                        && !fetch.held()
                        && fetch.version().isEmpty())
                .map(each -> ((Wanted.Fetch) each).file())
                .toList();
        try {
            peer.getTogether(missing, outcome -> ends.put(outcome.file(), got(outcome, total)), cancellation);
        } catch (NotConnectedException | IOException e) {
            LOG.debug("nothing comes together: {}", e.toString());
        }
        return ends;
    }

    private FetchEnd got(FetchOutcome.Fetched outcome, TotalProgress total) {
        TrustedFile file = outcome.file();
        TransferProgress progress = total.begin(file, false);
        progress.received(file, outcome.from(), file.size());
        total.end(progress, file, true);
        FetchEnd end = new FetchEnd.Got(outcome);
        output.print(new Answer.FetchEnded(end));
        return end;
    }

    private static ExecutorService workers() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(AT_A_TIME, work -> {
            Thread thread = new Thread(work, "get " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** An interruption of this thread is a wish to stop too, but what has begun is waited for. */
    private FetchEnd await(Future<FetchEnd> end) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return end.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancellation.cancel();
                } catch (ExecutionException e) {
                    cancellation.cancel();
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FetchEnd end(Wanted wanted, TotalProgress total) {
        FetchEnd end = wanted instanceof Wanted.Fetch fetch ? fetch(fetch, total) : ((Wanted.Settled) wanted).end();
        output.print(new Answer.FetchEnded(end));
        return end;
    }

    private FetchEnd fetch(Wanted.Fetch wanted, TotalProgress total) {
        TrustedFile file = wanted.file();
        if (cancellation.isCancelled()) {
            return new FetchEnd.Stopped(file);
        }
        TransferProgress progress = total.begin(file, wanted.held());
        FetchEnd end = fetch(wanted, progress);
        total.end(progress, file, end instanceof FetchEnd.Got || end instanceof FetchEnd.Here);
        return end;
    }

    private FetchEnd fetch(Wanted.Fetch wanted, TransferProgress progress) {
        try {
            FetchOutcome outcome = peer.get(wanted.file().name(), wanted.version(), progress, cancellation);
            if (outcome instanceof FetchOutcome.Fetched fetched) {
                return new FetchEnd.Got(fetched);
            }
            if (outcome instanceof FetchOutcome.Present present) {
                return new FetchEnd.Here(present.file(), true);
            }
            return notGot(wanted.name(), outcome);
        } catch (Exception e) {
            Answer.Failed failure = failures.of(e, cancellation);
            return failure.code() == ExitCode.INTERRUPTED
                    ? new FetchEnd.Stopped(wanted.file())
                    : new FetchEnd.NotGot(wanted.name(), firstLine(failure), failure);
        }
    }

    private static FetchEnd notGot(String name, FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.NotListed) {
            return new FetchEnd.NotGot(
                    name,
                    "it has left the catalog",
                    Failures.notInCatalog(name, "it has left it").answer());
        }
        Answer.Failed failure = Failures.of(outcome, false).answer();
        String reason = firstLine(failure);
        if (outcome instanceof FetchOutcome.NobodyHasIt nobody) {
            reason = "nobody who could be reached has it now (" + nobody.asked() + " asked); try again later";
        } else if (outcome instanceof FetchOutcome.WrongBytes) {
            reason = "the bytes that came were not the file's and have been thrown away";
        }
        return new FetchEnd.NotGot(name, reason, failure);
    }

    private static String firstLine(Answer.Failed failure) {
        return failure.message().lines().findFirst().orElse("");
    }
}
