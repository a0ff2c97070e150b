package reliablep2p.node.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Connection;
import reliablep2p.node.NodeEvent;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.FileAnswer;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.storage.ChangedFileException;
import reliablep2p.storage.OpenFile;

/**
 * Serves files and the address book to members, in both roles alike.
 *
 * <p>Thread-safe; called by the threads of many connections at a time.
 */
public final class FileService {
    private final Knowledge knowledge;
    private final Stock stock;
    private final UploadSlots slots;
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
        this.slots = new UploadSlots(limits.uploadsPerPeer());
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
        Optional<TrustedFile> wanted = wanted(asker.get(), request);
        if (wanted.isEmpty()) {
            refuse(connection, request);
            return;
        }
        TrustedFile file = wanted.get();
        if (request.offset() > file.size()) {
            throw new ProtocolException("the offset is beyond the file's end");
        }
        Optional<OpenFile> open = stock.open(file);
        if (open.isEmpty()) {
            connection.send(maps.map(Optional.of(file)));
            return;
        }
        try (OpenFile opened = open.get()) {
            serve(connection, asker.get(), file, opened, request.offset());
        }
    }

    private void serve(Connection connection, Member asker, TrustedFile file, OpenFile open, long offset)
            throws IOException {
        if (!slots.take(connection.remoteId())) {
            connection.send(new ErrorAnswer(ErrorCode.BUSY, "too many files are being sent to you"));
            return;
        }
        try {
            send(connection, asker, file, open, offset);
        } finally {
            slots.giveBack(connection.remoteId());
        }
    }

    private boolean isAllowed(TrustedFile file, Member asker) {
        boolean listed = knowledge.catalog().lists(file.sha256())
                || knowledge.offered().find(file.name(), file.sha256()).isPresent();
        return listed && knowledge.roles().expulsion(asker.id()).isEmpty();
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

    /** A listed version of the file, or one that is offered to the very peer that asks. */
    private Optional<TrustedFile> wanted(Member asker, GetRequest request) {
        Optional<TrustedFile> listed = knowledge.catalog().find(request.name(), request.sha256());
        return listed.isPresent() || asker.role() != Role.DATABASE
                ? listed
                : knowledge.offered().find(request.name(), request.sha256());
    }

    private void refuse(Connection connection, GetRequest request) throws IOException {
        if (knowledge.catalog().find(request.name()).isPresent()) {
            connection.send(maps.map(Optional.empty()));
        } else {
            connection.send(new ErrorAnswer(ErrorCode.NOT_LISTED, "that file is not in the catalog"));
        }
    }

    private void send(Connection connection, Member asker, TrustedFile file, OpenFile open, long offset)
            throws IOException {
        try {
            FileAnswer answer = new FileAnswer(file, offset);
            InputStream bytes = new WhileAllowed(open.stream(offset), () -> isAllowed(file, asker));
            SentBytes counted = new SentBytes(knowledge.counters());
            connection.sendBody(answer, bytes, sent -> {
                counted.accept(sent);
                knowledge.offered().sent(file, offset + sent);
            });
        } finally {
            if (!open.unchanged()) {
                stock.changed(file);
            }
        }
        if (!open.unchanged()) {
            throw new ChangedFileException(file.name() + " changed while it was sent");
        }
        // It took the last bytes of a file that is right here, so it most likely has it now; its next answer will tell.
        knowledge.book().saw(file.sha256(), asker.id());
        events.accept(new NodeEvent.Served(file, asker));
    }
}
