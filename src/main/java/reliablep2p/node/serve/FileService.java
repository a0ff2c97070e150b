package reliablep2p.node.serve;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
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
import reliablep2p.storage.SharedFolder;
import reliablep2p.storage.StoredFile;

/**
 * Serves files and the address book to members, in both roles alike.
 *
 * <p>Thread-safe; called by the threads of many connections at a time.
 */
public final class FileService {
    private static final Logger LOG = LoggerFactory.getLogger(FileService.class);

    private final Knowledge knowledge;
    private final SharedFolder folder;
    private final UploadSlots slots;
    private final MapMaker maps;
    private final Limits limits;
    private final Consumer<NodeEvent> events;

    /** Makes the service. */
    public FileService(
            Knowledge knowledge, SharedFolder folder, MapMaker maps, Limits limits, Consumer<NodeEvent> events) {
        this.knowledge = knowledge;
        this.folder = folder;
        this.maps = maps;
        this.limits = limits;
        this.events = events;
        this.slots = new UploadSlots(limits.uploadsPerPeer());
    }

    /**
     * Answers {@code get}.
     *
     * @throws IOException if the connection failed
     */
    public void get(Connection connection, GetRequest request) throws IOException {
        Optional<Member> asker = asker(connection);
        if (asker.isEmpty()) {
            return;
        }
        Optional<TrustedFile> listed = knowledge.catalog().find(request.name());
        if (listed.isEmpty()) {
            connection.send(new ErrorAnswer(ErrorCode.NOT_LISTED, "that file is not in the catalog"));
            return;
        }
        TrustedFile file = listed.get();
        Optional<StoredFile> held = held(file, request);
        if (held.isEmpty()) {
            connection.send(maps.map(Optional.of(file)));
            return;
        }
        if (!slots.take(connection.remoteId())) {
            connection.send(new ErrorAnswer(ErrorCode.BUSY, "too many files are being sent to you"));
            return;
        }
        try {
            serve(connection, asker.get(), held.get(), request.offset());
        } finally {
            slots.giveBack(connection.remoteId());
        }
    }

    /**
     * Answers {@code get_map}.
     *
     * @throws IOException if the connection failed
     */
    public void map(Connection connection) throws IOException {
        if (asker(connection).isPresent()) {
            connection.send(maps.map(Optional.empty()));
        }
    }

    private Optional<StoredFile> held(TrustedFile listed, GetRequest request) throws ProtocolException {
        if (!listed.sha256().equals(request.sha256())) {
            return Optional.empty();
        }
        if (request.offset() > listed.size()) {
            throw new ProtocolException("the offset is beyond the file's end");
        }
        return knowledge.held().find(listed);
    }

    private void serve(Connection connection, Member asker, StoredFile held, long offset) throws IOException {
        TrustedFile file = held.file();
        OpenFile open;
        try {
            open = folder.open(held);
        } catch (IOException e) {
            LOG.warn("{} can't be served, and is looked at again: {}", file.name(), e.toString());
            knowledge.held().remove(file.name());
            connection.send(maps.map(Optional.of(file)));
            return;
        }
        try (open) {
            try {
                FileAnswer answer = new FileAnswer(file, offset);
                connection.sendFile(answer, open.stream(offset), new SentBytes(knowledge.counters()));
            } finally {
                if (!open.unchanged()) {
                    knowledge.held().remove(file.name());
                }
            }
            if (!open.unchanged()) {
                throw new ChangedFileException(file.name() + " changed while it was sent");
            }
        }
        // It took the last bytes of a file that is right here, so it most likely has it now; its next answer will tell.
        knowledge.book().saw(file.sha256(), asker.id());
        events.accept(new NodeEvent.Served(file, asker));
    }

    private Optional<Member> asker(Connection connection) throws IOException {
        Optional<Member> asker = knowledge.peers().await(connection.remoteId(), limits.newcomer());
        if (asker.isEmpty()) {
            connection.send(new ErrorAnswer(ErrorCode.NOT_MEMBER, "you are no member of this network here"));
        }
        return asker;
    }
}
