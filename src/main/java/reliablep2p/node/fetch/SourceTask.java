package reliablep2p.node.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.PieceList;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Pieces;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.BodyStream;
import reliablep2p.net.Cancellation;
import reliablep2p.net.Connection;
import reliablep2p.net.DeadlineException;
import reliablep2p.net.Lease;
import reliablep2p.net.OutpacedException;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.FileAnswer;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.MapAnswer;
import reliablep2p.protocol.PiecesAnswer;
import reliablep2p.protocol.PiecesRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.Request;
import reliablep2p.storage.PieceWriter;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.VerificationException;

/**
 * Gets pieces from one source over one connection, one request after another, until there is nothing left to get from it.
 * Of the thread that runs it, but for its end, which may be asked for by any.
 */
final class SourceTask implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTask.class);

    private final Transfer transfer;
    private final Source source;
    private final boolean asks;
    private final Expectation expected;
    private final FetchContext context;
    private final Reporting reporting;
    private final Cancellation ending;
    private @Nullable Lease lease;
    private @Nullable ByteBuffer buffer;
    private int busy;

    /** The list of pieces that the catalog vouches for, if it does. */
    interface Expectation {
        /** Whether this is the list, or may be. */
        boolean accepts(PieceList list);
    }

    /**
     * Makes it.
     *
     * @param asks whether the source has to be asked first what it has; false for further connections to it
     */
    SourceTask(
            Transfer transfer,
            Source source,
            boolean asks,
            Expectation expected,
            FetchContext context,
            Reporting reporting,
            Cancellation ending) {
        this.transfer = transfer;
        this.source = source;
        this.asks = asks;
        this.expected = expected;
        this.context = context;
        this.reporting = reporting;
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            if (!asks || ask()) {
                getAll();
            }
        } catch (VerificationException e) {
            context.knowledge().book().disproved(file().sha256(), source.id());
            context.knowledge().book().lied(source.id());
            LOG.warn("{} sent wrong bytes for {}: {}", source.member(), file().name(), e.getMessage());
            transfer.refuse(source, "sent wrong bytes", true);
        } catch (IOException e) {
            if (Stall.isCause(e)) {
                context.knowledge().book().stalled(source.id());
                transfer.outpaced(source);
            } else if (!ending.isCancelled()) {
                LOG.info("{} could not give {}: {}", source.member(), file().name(), e.toString());
                transfer.refuse(source, Refusals.words(e), false);
            }
        } catch (StorageException | RuntimeException e) {
            transfer.fail(e);
        } finally {
            drop();
            transfer.connected(source, -1);
        }
    }

    private TrustedFile file() {
        return transfer.file();
    }

    private boolean isSingle() {
        return transfer.list().map(list -> list.count() == 1).orElse(false);
    }

    /** Finds out what the source has; false if that is nothing. */
    private boolean ask() throws IOException, StorageException {
        if (isSingle()) {
            transfer.has(source, PieceSet.all(1), true, System.nanoTime()); // It is asked for the bytes at once.
            return true;
        }
        boolean list = transfer.list().isEmpty();
        long asked = System.nanoTime();
        Answer answer = exchange(new PiecesRequest(file().name(), file().sha256(), list));
        if (answer instanceof PiecesAnswer pieces) {
            take(pieces, list, asked);
            return true;
        }
        refused(answer);
        return false;
    }

    private void take(PiecesAnswer pieces, boolean list, long asked) throws IOException, StorageException {
        if (!pieces.sha256().equals(file().sha256()) || (pieces.length() > 0 && !list)) {
            throw new ProtocolException("pieces of another file, or a list that was not asked for");
        }
        if (pieces.length() > 0) {
            try (InputStream body = required().connection().body(pieces.length())) {
                PieceList told = PieceList.of(body.readNBytes((int) pieces.length()));
                if (!expected.accepts(told)) {
                    throw new VerificationException(
                            VerificationException.Kind.HASH, "its list of pieces is not the one of the catalog");
                }
                transfer.learn(told);
            }
        }
        PieceSet have = pieces.have().orElseGet(() -> PieceSet.all(Pieces.MAX_COUNT));
        if (!have.isEmpty() && transfer.list().isEmpty()) {
            throw new ProtocolException("pieces without the list of their hashes");
        }
        transfer.has(source, have, pieces.have().isEmpty(), asked);
    }

    private void getAll() throws IOException, StorageException {
        while (true) {
            long seen = transfer.revision();
            Transfer.Step step = transfer.next(source);
            if (step instanceof Transfer.Step.End) {
                keep();
                return;
            } else if (step instanceof Transfer.Step.Get get) {
                get(get.run());
            } else if (step instanceof Transfer.Step.GetAny any) {
                getAny(any.pieces());
            } else {
                transfer.await(seen);
                if (step instanceof Transfer.Step.Refresh) {
                    ask();
                }
            }
        }
    }

    private void keep() {
        if (lease != null) {
            lease.keep();
        }
    }

    private void get(PiecePlan.Run run) throws IOException, StorageException {
        Pieces cut = transfer.cut();
        long offset = cut.offset(run.first());
        long length = Math.min(file().size(), cut.offset(run.end())) - offset;
        try {
            Answer answer = exchange(new GetRequest(file().name(), file().sha256(), offset, length));
            if (answer instanceof FileAnswer given) {
                checkFile(given);
                if (given.offset() != offset || given.length() != length) {
                    throw new ProtocolException("other bytes than those asked for");
                }
                receive(given, run);
            } else {
                refused(answer);
            }
        } finally {
            transfer.giveBack(source, run);
        }
    }

    private void getAny(PieceSet wanted) throws IOException, StorageException {
        Answer answer = exchange(new GetRequest(file().name(), file().sha256(), wanted));
        if (!(answer instanceof FileAnswer given)) {
            refused(answer);
            return;
        }
        checkFile(given);
        Pieces cut = transfer.cut();
        int piece = (int) Math.min(Integer.MAX_VALUE, given.offset() / cut.pieceSize());
        if (!wanted.has(piece)
                || given.offset() != cut.offset(piece)
                || given.length() != cut.length(piece, file().size())) {
            throw new ProtocolException("other bytes than those asked for");
        }
        PiecePlan.Run run = new PiecePlan.Run(piece, 1);
        transfer.chosen(source, piece);
        try {
            receive(given, run);
        } finally {
            transfer.giveBack(source, run);
        }
    }

    private void checkFile(FileAnswer given) throws VerificationException {
        if (!given.file().equals(file())) {
            throw new VerificationException("it offers other bytes than those asked for");
        }
    }

    private void receive(FileAnswer given, PiecePlan.Run run) throws IOException, StorageException {
        busy = 0;
        Lease current = required();
        try (Stall stall = new Stall(context.watchdog(), current.connection(), this::mayBeSlow);
                BodyStream body = current.connection().body(given.length())) {
            for (int piece = run.first(); piece < run.end(); piece++) {
                if (!receive(body, piece, stall)) {
                    return; // Another was faster: what is on its way is not worth waiting for.
                }
            }
        } finally {
            if (!current.connection().isOpen()) {
                current.close();
                lease = null;
            }
        }
    }

    private boolean receive(BodyStream body, int piece, Stall stall) throws IOException, StorageException {
        try (PieceWriter writer = transfer.part().write(piece)) {
            while (writer.missing() > 0) {
                checkWanted();
                ByteBuffer bytes = buffer(body);
                bytes.clear().limit((int) Math.min(bytes.capacity(), writer.missing()));
                int count = body.read(bytes);
                stall.moved(count);
                transfer.moved(source, count);
                if (!writer.write(bytes.flip())) {
                    return false;
                }
                reporting.received(source);
            }
            if (!writer.finish()) {
                throw new VerificationException(
                        VerificationException.Kind.HASH, "piece " + piece + " is not what it should be");
            }
            transfer.done(source, piece);
            reporting.verified();
            context.knowledge().book().saw(file().sha256(), source.id());
            return true;
        }
    }

    private ByteBuffer buffer(BodyStream body) {
        ByteBuffer known = buffer;
        if (known == null || !body.suits(known)) {
            known = body.buffer();
            buffer = known;
        }
        return known;
    }

    /** Slow is better than nobody. */
    private boolean mayBeSlow() {
        return source.isPatient() || !reporting.hasAlternative(source);
    }

    /** A file that is taken back while it comes is wanted no more, whoever sends it. */
    private void checkWanted() throws IOException {
        ending.check();
        if (!context.shelf().wants(file())) {
            throw new IOException("the file was revoked while it came");
        }
    }

    /** Sends a request over this task's connection; over a fresh one if that turns out to have ended. */
    @SuppressWarnings("try") // The stall is there to end a connection, not to be used.
    private Answer exchange(Request request) throws IOException {
        while (true) {
            Lease current = lease;
            boolean fresh = current == null;
            if (current == null) {
                current = context.pool().lease(source.member(), ending);
                lease = current;
            }
            Connection connection = current.connection();
            try (Stall stall = new Stall(context.watchdog(), connection, this::mayBeSlow)) {
                return connection.ask(request, context.limits().mapFrame());
            } catch (DeadlineException | OutpacedException | ProtocolException e) {
                drop();
                throw e;
            } catch (IOException e) {
                drop();
                boolean ended = (current.isUsed() || !fresh) && !connection.heard() && !ending.isCancelled();
                if (!ended) {
                    throw e;
                }
            }
        }
    }

    private void drop() {
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }

    private Lease required() {
        Lease current = lease;
        if (current == null) {
            throw new IllegalStateException("nothing was asked yet");
        }
        return current;
    }

    private void refused(Answer answer) throws IOException {
        if (answer instanceof MapAnswer map) {
            context.knowledge().book().disproved(file().sha256(), source.id());
            context.hearsay().merge(source.id(), map);
            transfer.refuse(source, "does not have it", false);
        } else if (answer instanceof ErrorAnswer error) {
            LOG.info("{} refused {}: {} {}", source.member(), file().name(), error.code(), error.message());
            if (error.code() != ErrorCode.BUSY || busy++ > 0) {
                transfer.refuse(source, Refusals.words(error.code()), false);
            } else {
                transfer.await(transfer.revision());
            }
        } else {
            throw new ProtocolException("an answer that does not belong to a get");
        }
    }
}
