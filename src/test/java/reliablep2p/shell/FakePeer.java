package reliablep2p.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.node.Farewell;
import reliablep2p.node.FetchListener;
import reliablep2p.node.FetchOutcome;
import reliablep2p.node.FileDetails;
import reliablep2p.node.FileHolders;
import reliablep2p.node.Holder;
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.Provenance;
import reliablep2p.node.SeededFile;
import reliablep2p.shell.command.PeerOperations;
import reliablep2p.storage.StorageException;

/** A peer whose network has two files and three members, and whose fetches end as a test says. */
public final class FakePeer implements PeerOperations {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<ListedFile> more = new ArrayList<>();
    private final Map<String, Fetching> fetches = new HashMap<>();
    private @Nullable ConnectException refusal;
    private List<String> names =
            List.of(Sample.HANGMAN.name().text(), Sample.MELODY.name().text());
    private boolean connected;

    /** How a fetch ends. */
    public interface Fetching {
        FetchOutcome end(Cancellation cancellation) throws IOException, StorageException;
    }

    public FakePeer connected() {
        connected = true;
        return this;
    }

    /** What the catalog's names are said to be. */
    public FakePeer naming(String... listed) {
        names = List.of(listed);
        return this;
    }

    public FakePeer refusing(ConnectException.Reason reason, String message) {
        refusal = new ConnectException(reason, message);
        return this;
    }

    public FakePeer fetching(String name, Fetching fetching) {
        fetches.put(name, fetching);
        return this;
    }

    /** Adds a file to the network that is not here. */
    public FakePeer listing(String name, Fetching fetching) {
        more.add(new ListedFile(Sample.file(name, 1_024), 1, false));
        return fetching(name, fetching);
    }

    /** What was asked of the peer, in order. */
    public List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    @Override
    public Member self() {
        return Sample.SELF;
    }

    @Override
    public Connected connect(Cancellation cancellation) throws ConnectException, IOException {
        calls.add("connect");
        cancellation.check();
        if (refusal != null) {
            throw refusal;
        }
        boolean already = connected;
        connected = true;
        return new Connected(3, 2, Sample.DATABASE.id(), !already, already);
    }

    @Override
    public Farewell disconnect() {
        calls.add("disconnect");
        connected = false;
        return new Farewell(List.of(Sample.DATABASE), List.of(Sample.OTHER));
    }

    @Override
    public FetchOutcome get(FileName name, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        calls.add("get " + name);
        return fetch(name, cancellation);
    }

    @Override
    public FetchOutcome secureGet(FileName name, Address from, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        calls.add("secure-get " + name + " " + from);
        if (peers().stream().noneMatch(peer -> peer.address().equals(from))) {
            return new FetchOutcome.NoSuchMember(from);
        }
        return fetch(name, cancellation);
    }

    private FetchOutcome fetch(FileName name, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        check();
        Fetching fetching = fetches.get(name.text());
        if (fetching != null) {
            return fetching.end(cancellation);
        }
        return name.equals(Sample.HANGMAN.name())
                ? new FetchOutcome.Fetched(Sample.HANGMAN, Sample.OTHER, 2, Duration.ofMillis(40), Optional.empty())
                : new FetchOutcome.NotListed(name);
    }

    @Override
    public List<ListedFile> list() throws NotConnectedException {
        check();
        List<ListedFile> files = new ArrayList<>(more);
        files.add(0, new ListedFile(Sample.HANGMAN, 2, true));
        files.add(1, new ListedFile(Sample.MELODY, 1, false));
        return files;
    }

    @Override
    public List<KnownHolders> addressBook() throws NotConnectedException {
        check();
        return List.of(
                new KnownHolders(Sample.HANGMAN, List.of(Sample.SELF, Sample.OTHER, Sample.DATABASE)),
                new KnownHolders(Sample.MELODY, List.of(Sample.DATABASE)));
    }

    @Override
    public Optional<FileDetails> info(FileName name) throws NotConnectedException {
        check();
        return name.equals(Sample.HANGMAN.name())
                ? Optional.of(new FileDetails(
                        Sample.HANGMAN, Optional.of(Instant.EPOCH), Optional.empty(), Sample.HANGMAN_HOLDERS))
                : Optional.empty();
    }

    @Override
    public List<FileHolders> holders() throws NotConnectedException {
        check();
        return List.of(
                new FileHolders(Sample.HANGMAN, Sample.HANGMAN_HOLDERS),
                new FileHolders(Sample.MELODY, List.of(Holder.present(Sample.DATABASE, new Provenance.Backup()))));
    }

    @Override
    public List<Member> peers() throws NotConnectedException {
        check();
        return List.of(Sample.DATABASE, Sample.SELF, Sample.OTHER);
    }

    @Override
    public List<SeededFile> seeding() {
        return List.of(new SeededFile(Sample.HANGMAN, true));
    }

    @Override
    public List<String> names() {
        return connected ? names : List.of();
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(
                Sample.SELF,
                Path.of("port_9001"),
                Duration.ofSeconds(200),
                connected ? NodeStatus.Standing.CONNECTED : NodeStatus.Standing.OFFLINE,
                Sample.DATABASE.address(),
                3,
                2,
                1,
                3_456,
                0,
                2,
                5,
                new NodeStatus.Learning(2, 2.5, 2.5));
    }

    private void check() throws NotConnectedException {
        if (!connected) {
            throw new NotConnectedException();
        }
    }
}
