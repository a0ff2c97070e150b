package reliablep2p.node.serve;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.FileName;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.PieceList;
import reliablep2p.model.PieceSet;
import reliablep2p.model.Pieces;
import reliablep2p.model.Role;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Connection;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.Arriving;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.ClearAnswer;
import reliablep2p.protocol.ClearRequest;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.FileAnswer;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.PiecesAnswer;
import reliablep2p.protocol.PiecesRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.ChangedFileException;
import reliablep2p.storage.OpenFile;
import reliablep2p.storage.StorageException;

/**
 * Serves files, those included of which only some pieces are here, and the address book to members, in both roles alike.
 *
 * <p>Thread-safe; called by the threads of many connections at a time.
 */
public final class FileService {
    private static final Logger LOG = LoggerFactory.getLogger(FileService.class);

    private final Knowledge knowledge;
    private final Stock stock;
    private final UploadSlots slots;
    private final Givings givings = new Givings(new Random());
    private final MapMaker maps;
    private final Askers askers;
    private final Consumer<NodeEvent> events;

    /** Makes the service. */
    public FileService(
            Knowledge knowledge, Stock stock, MapMaker maps, Askers askers, Limits limits, Consumer<NodeEvent> events) {
        this.knowledge = knowledge;
        this.askers = askers;
        this.stock = stock;
        this.maps = maps;
        this.events = events;
        this.slots = new UploadSlots(
                limits.uploadsPerPeer(), limits.uploads(), limits.answer().dividedBy(2));
    }

    /** Bytes of a file, from one on. */
    private record Range(TrustedFile file, long offset, long length) {
        static Range of(TrustedFile file, GetRequest request) {
            return new Range(file, request.offset(), Math.min(request.length(), file.size() - request.offset()));
        }

        static Range ofPiece(TrustedFile file, Pieces cut, int piece) {
            return new Range(file, cut.offset(piece), cut.length(piece, file.size()));
        }

        /** Whether all pieces are here that the bytes belong to. */
        boolean isIn(PieceSet here, Pieces cut) {
            int first = (int) (offset / cut.pieceSize());
            int last = (int) (Math.max(offset, offset + length - 1) / cut.pieceSize());
            BitSet missing = new BitSet();
            missing.set(first, last + 1);
            missing.andNot(here.toBits());
            return missing.isEmpty();
        }

        boolean reachesTheEnd() {
            return offset + length == file.size();
        }
    }

    /**
     * Answers {@code get}.
     *
     * @throws IOException if the connection failed
     */
    public void get(Connection connection, GetRequest request) throws IOException {
        Optional<Member> asker = askers.admit(connection);
        if (asker.isEmpty()) {
            return;
        }
        Optional<TrustedFile> wanted = wanted(asker.get(), request.name(), request.sha256());
        if (wanted.isEmpty()) {
            refuse(connection, request.name());
            return;
        }
        TrustedFile file = wanted.get();
        if (request.offset() > file.size()) {
            throw new ProtocolException("the offset is beyond the file's end");
        }
        Optional<OpenFile> open = stock.open(file);
        if (open.isPresent()) {
            try (OpenFile opened = open.get()) {
                serve(connection, asker.get(), opened, range(file, request, Optional.empty()));
            }
            return;
        }
        Optional<Arriving.Parts> parts = knowledge.arriving().find(file.sha256());
        if (parts.isPresent()) {
            servePart(connection, asker.get(), parts.get(), file, request);
        } else {
            connection.send(maps.map(Optional.of(file)));
        }
    }

    /**
     * Answers {@code get_pieces}.
     *
     * @throws IOException if the connection failed
     */
    public void pieces(Connection connection, PiecesRequest request) throws IOException {
        Optional<Member> asker = askers.admit(connection);
        if (asker.isEmpty()) {
            return;
        }
        Optional<TrustedFile> wanted = wanted(asker.get(), request.name(), request.sha256());
        if (wanted.isEmpty()) {
            refuse(connection, request.name());
            return;
        }
        TrustedFile file = wanted.get();
        Sha256 content = file.sha256();
        if (stock.has(file)) {
            sendPieces(connection, content, Optional.empty(), request.list() ? list(file) : Optional.empty());
        } else if (knowledge.arriving().isArriving(content)) {
            Optional<Arriving.Parts> parts = knowledge.arriving().find(content);
            PieceSet have = parts.map(arriving -> arriving.part().verified()).orElseGet(PieceSet::none);
            Optional<PieceList> list = parts.map(Arriving.Parts::list).filter(known -> request.list());
            sendPieces(connection, content, Optional.of(have), list);
        } else {
            connection.send(maps.map(Optional.of(file)));
        }
    }

    /**
     * Answers {@code clear}.
     *
     * @throws IOException if the connection failed
     */
    public void clear(Connection connection, ClearRequest request) throws IOException {
        if (askers.admit(connection).isEmpty()) {
            return;
        }
        Optional<ClearAnswer> token = connection.clearToken(request.port());
        connection.send(token.isPresent() ? token.get() : new ErrorAnswer(ErrorCode.REFUSED, "not without encryption"));
    }

    /**
     * Answers {@code get_map}.
     *
     * @throws IOException if the connection failed
     */
    public void map(Connection connection) throws IOException {
        if (askers.admit(connection).isPresent()) {
            connection.send(maps.map(Optional.empty()));
        }
    }

    private void servePart(
            Connection connection, Member asker, Arriving.Parts parts, TrustedFile file, GetRequest request)
            throws IOException {
        PieceSet here = parts.part().verified();
        Range range = range(file, request, Optional.of(here));
        if (!range.isIn(here, knowledge.catalog().pieces(file))) {
            connection.send(new ErrorAnswer(ErrorCode.BUSY, "those bytes are not here yet"));
            return;
        }
        try (OpenFile opened = parts.part().open()) {
            serve(connection, asker, opened, range);
        }
    }

    /** What is asked for; of several pieces the one that was given least. */
    private Range range(TrustedFile file, GetRequest request, Optional<PieceSet> here) throws ProtocolException {
        if (request.anyOf().isEmpty()) {
            return Range.of(file, request);
        }
        Pieces cut = knowledge.catalog().pieces(file);
        BitSet wanted = request.anyOf().get().toBits();
        here.ifPresent(set -> wanted.and(set.toBits()));
        OptionalInt piece = givings.choose(file.sha256(), cut.count(file.size()), PieceSet.of(wanted));
        if (piece.isEmpty() && here.isEmpty()) {
            throw new ProtocolException("none of those pieces exists");
        }
        return Range.ofPiece(file, cut, piece.orElse(0));
    }

    private void serve(Connection connection, Member asker, OpenFile open, Range range) throws IOException {
        if (!slots.take(connection.remoteId())) {
            connection.send(new ErrorAnswer(ErrorCode.BUSY, "too many files are being sent to you"));
            return;
        }
        try {
            send(connection, asker, open, range);
        } finally {
            slots.giveBack(connection.remoteId());
        }
    }

    private void send(Connection connection, Member asker, OpenFile open, Range range) throws IOException {
        TrustedFile file = range.file();
        try {
            SentBytes counted = new SentBytes(sent -> {
                knowledge.counters().sent(sent);
                knowledge.offered().sent(file, sent);
            });
            connection.sendFile(
                    new FileAnswer(file, range.offset(), range.length()),
                    open.bytes(),
                    range.offset(),
                    () -> checkAllowed(file, asker),
                    counted);
        } finally {
            if (!open.unchanged()) {
                stock.changed(file);
            }
        }
        if (!open.unchanged()) {
            throw new ChangedFileException(file.name() + " changed while it was sent");
        }
        if (range.reachesTheEnd()) {
            // It took the last bytes of a file that is right here, so it most likely has it now; its next answer will
            // tell.
            knowledge.book().saw(file.sha256(), asker.id());
            events.accept(new NodeEvent.Served(file, asker));
        }
    }

    private void sendPieces(Connection connection, Sha256 content, Optional<PieceSet> have, Optional<PieceList> list)
            throws IOException {
        byte[] hashes = list.map(PieceList::toBytes).orElse(new byte[0]);
        connection.sendBody(
                new PiecesAnswer(content, have, hashes.length), new ByteArrayInputStream(hashes), sent -> {});
    }

    private Optional<PieceList> list(TrustedFile file) {
        try {
            return Optional.of(stock.pieces(file));
        } catch (StorageException e) {
            LOG.warn("the pieces of {} can't be told: {}", file.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private void checkAllowed(TrustedFile file, Member asker) throws IOException {
        boolean listed = knowledge.catalog().lists(file.sha256())
                || knowledge.offered().find(file.name(), file.sha256()).isPresent();
        if (!listed || knowledge.roles().expulsion(asker.id()).isPresent()) {
            throw new IOException("the file was revoked, or the peer expelled, while it was sent");
        }
    }

    /** A listed version of the file, or one that is offered to the very peer that asks. */
    private Optional<TrustedFile> wanted(Member asker, FileName name, Sha256 content) {
        Optional<TrustedFile> listed = knowledge.catalog().find(name, content);
        return listed.isPresent() || asker.role() != Role.DATABASE
                ? listed
                : knowledge.offered().find(name, content);
    }

    private void refuse(Connection connection, FileName name) throws IOException {
        if (knowledge.catalog().find(name).isPresent()) {
            connection.send(maps.map(Optional.empty()));
        } else {
            connection.send(new ErrorAnswer(ErrorCode.NOT_LISTED, "that file is not in the catalog"));
        }
    }
}
