package reliablep2p.node.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.OfferState;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.net.ConnectionPool;
import reliablep2p.net.Exchange;
import reliablep2p.node.ShareListener;
import reliablep2p.node.ShareOutcome;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.OfferAnswer;
import reliablep2p.protocol.OfferRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.ForeignFile;
import reliablep2p.storage.PeerDirectory;
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/**
 * Brings a file into the network: into this peer's directory, to the database peer's notice, and with patience to its
 * decision.
 *
 * <p>Thread-safe; a share runs in the thread that asks for it.
 */
final class Sharer {
    /** What is said in the membership connection may be lost with it, so the database peer is asked now and then. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(3);

    private final PeerDirectory directory;
    private final SharedFolder folder;
    private final Knowledge knowledge;
    private final ConnectionPool pool;
    private final OfferAnswers answers;
    private final Limits limits;

    Sharer(
            PeerDirectory directory,
            SharedFolder folder,
            Knowledge knowledge,
            ConnectionPool pool,
            OfferAnswers answers,
            Limits limits) {
        this.directory = directory;
        this.folder = folder;
        this.knowledge = knowledge;
        this.pool = pool;
        this.answers = answers;
        this.limits = limits;
    }

    /**
     * Shares a file.
     *
     * @throws IOException if it was cancelled
     * @throws StorageException if this peer's disk fails
     */
    ShareOutcome share(Path path, ShareListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        FileName name;
        try {
            name = FileName.parse(String.valueOf(path.getFileName()));
        } catch (InvalidValueException e) {
            return new ShareOutcome.Unusable(path, String.valueOf(e.getMessage()));
        }
        if (!Files.isRegularFile(path)) {
            return new ShareOutcome.Unusable(path, whatItIs(path));
        }
        TrustedFile file = bring(path, name, listener, cancellation);
        Optional<FileVersion> listed = knowledge.catalog().current(name);
        if (listed.isPresent() && listed.get().file().equals(file)) {
            return new ShareOutcome.Approved(file, listed.get().number(), true);
        }
        answers.follow(file);
        knowledge.offered().add(file, sent -> listener.sending(file, sent));
        try {
            return offer(file, cancellation);
        } catch (IOException e) {
            cancellation.check();
            return new ShareOutcome.Failed(file, "the database peer was lost: " + e.getMessage());
        } finally {
            knowledge.offered().remove(file);
            answers.forget(file);
        }
    }

    private static String whatItIs(Path path) {
        if (!Files.exists(path)) {
            return "there is no such file";
        }
        return Files.isDirectory(path) ? "it is a directory; name the files in it" : "it is not a file";
    }

    /** Into this peer's directory, unless it lies there already. */
    private TrustedFile bring(Path path, FileName name, ShareListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        long size = Files.size(path);
        StoredFile stored;
        if (liesHere(path)) {
            stored = folder.read(name, read -> listener.reading(path, read, size), cancellation::isCancelled);
        } else {
            try (InputStream in = new WatchedStream(
                    ForeignFile.open(path), read -> listener.reading(path, read, size), cancellation)) {
                stored = folder.add(name, in, size).file();
            }
        }
        knowledge.held().add(stored);
        return stored.file();
    }

    /** A link that lies elsewhere, or leads elsewhere, is copied like any file that does. */
    private boolean liesHere(Path path) throws IOException {
        return !Files.isSymbolicLink(path)
                && directory.files().toRealPath().equals(path.toRealPath().getParent());
    }

    private ShareOutcome offer(TrustedFile file, Cancellation cancellation) throws IOException {
        OfferAnswer answer = ask(file, cancellation);
        while (answer.state() == OfferState.FETCHING) {
            Optional<OfferAnswer> said = answers.await(file, ASK_AGAIN, cancellation);
            answer = said.isPresent() ? said.get() : ask(file, cancellation);
        }
        return switch (answer.state()) {
            case WAITING -> new ShareOutcome.Waiting(file);
            case REJECTED -> new ShareOutcome.Rejected(file, answer.why());
            case FAILED -> new ShareOutcome.Failed(file, answer.why());
            default -> approved(file, answer.version());
        };
    }

    /** What was approved is listed here, too, before the command ends: the next one may be about it. */
    private ShareOutcome approved(TrustedFile file, int version) {
        knowledge.catalog().await(file, limits.answer());
        return new ShareOutcome.Approved(file, version, false);
    }

    private OfferAnswer ask(TrustedFile file, Cancellation cancellation) throws IOException {
        Member database = knowledge.peers().members().stream()
                .filter(member -> member.role() == Role.DATABASE)
                .findFirst()
                .orElseThrow(() -> new IOException("it is not known where it is"));
        try (Exchange exchange = pool.open(database, new OfferRequest(file), limits.controlFrame(), cancellation)) {
            if (exchange.answer() instanceof OfferAnswer answer && answer.file().equals(file)) {
                exchange.keep();
                return answer;
            }
            if (exchange.answer() instanceof ErrorAnswer error) {
                exchange.keep();
                return new OfferAnswer(file, OfferState.FAILED, 0, error.message());
            }
            throw new ProtocolException("an answer that does not belong to an offer");
        }
    }
}
