package reliablep2p.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Invitation;
import reliablep2p.model.Member;
import reliablep2p.model.TrustedFile;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.ConnectException;
import reliablep2p.node.Connected;
import reliablep2p.node.Download;
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
import reliablep2p.node.RefusedException;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.SeededFile;
import reliablep2p.node.ShareListener;
import reliablep2p.node.ShareOutcome;
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
    private final Map<String, ShareOutcome> shares = new HashMap<>();
    private final Map<String, List<FileVersion>> versions = new HashMap<>();
    private List<TrustedPeer> trusted = List.of();
    private List<Download> downloads = List.of();
    private long upLimit;
    private long downLimit;
    private ScrubReport scrubbed = Sample.SCRUBBED;
    private boolean expired;
    private boolean connected;

    /** How a fetch ends. */
    public interface Fetching {
        FetchOutcome end(Cancellation cancellation) throws IOException, StorageException;
    }

    public FakePeer finding(ScrubReport report) {
        scrubbed = report;
        return this;
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

    /** How the sharing of that path ends. */
    public FakePeer sharing(String path, ShareOutcome outcome) {
        shares.put(path, outcome);
        return this;
    }

    public FakePeer versions(String name, FileVersion... all) {
        versions.put(name, List.of(all));
        return this;
    }

    public FakePeer trusting(TrustedPeer... peers) {
        trusted = List.of(peers);
        return this;
    }

    /** What is on its way, or unfinished. */
    public FakePeer downloading(Download... all) {
        downloads = List.of(all);
        return this;
    }

    /** The signature of the catalog has ended. */
    public FakePeer expired() {
        expired = true;
        return this;
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
    public Connected connect(Optional<Invitation> invitation, Cancellation cancellation)
            throws ConnectException, IOException {
        calls.add("connect" + invitation.map(one -> " " + one.word()).orElse(""));
        cancellation.check();
        if (refusal != null) {
            throw refusal;
        }
        boolean already = connected;
        connected = true;
        return new Connected(3, 2, Sample.DATABASE.id(), !already, already, false, Optional.empty());
    }

    @Override
    public Farewell disconnect() {
        calls.add("disconnect");
        connected = false;
        return new Farewell(List.of(Sample.DATABASE), List.of(Sample.OTHER));
    }

    @Override
    public FetchOutcome get(FileName name, OptionalInt version, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        calls.add("get " + name + (version.isPresent() ? "@" + version.getAsInt() : ""));
        return fetch(name, cancellation);
    }

    @Override
    public boolean isThere(TrustedFile file) {
        return true;
    }

    @Override
    public void getTogether(
            Collection<TrustedFile> files, Consumer<FetchOutcome.Fetched> fetched, Cancellation cancellation) {
        // It has none that go together.
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
                        Sample.HANGMAN,
                        Optional.of(Instant.EPOCH),
                        Optional.empty(),
                        Sample.HANGMAN_HOLDERS,
                        Optional.empty()))
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
        return List.of(new SeededFile(Sample.HANGMAN, true, Optional.empty()));
    }

    @Override
    public List<String> names() {
        return connected ? names : List.of();
    }

    @Override
    public List<Download> downloads() {
        return downloads;
    }

    @Override
    public boolean pause(TrustedFile file) {
        calls.add("pause " + file.name());
        return true;
    }

    @Override
    public boolean drop(TrustedFile file) {
        calls.add("drop " + file.name());
        return true;
    }

    @Override
    public long upLimit() {
        return upLimit;
    }

    @Override
    public long downLimit() {
        return downLimit;
    }

    @Override
    public void upLimit(long bytesPerSecond) {
        upLimit = bytesPerSecond;
    }

    @Override
    public void downLimit(long bytesPerSecond) {
        downLimit = bytesPerSecond;
    }

    @Override
    public ScrubReport scrub(ScrubListener listener, Cancellation cancellation) {
        return scrubbed;
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
                new NodeStatus.Learning(2, 2.5, 2.5),
                Sample.SCRUB);
    }

    @Override
    public List<FileVersion> versions(FileName name) throws NotConnectedException {
        check();
        return versions.getOrDefault(name.text(), List.of());
    }

    @Override
    public List<TrustedPeer> trusted() {
        return trusted;
    }

    @Override
    public boolean rolesInUse() {
        return !trusted.isEmpty();
    }

    @Override
    public CatalogStatus catalog() {
        return Sample.catalog(expired);
    }

    @Override
    public CatalogCheck checkCatalog(Optional<Path> copy, Cancellation cancellation) {
        Path path = copy.orElse(catalog().path());
        return path.endsWith("bad")
                ? new CatalogCheck.Broken(path, 3, "it does not follow \u001b[2J")
                : new CatalogCheck.Proved(
                        path, Sample.DATABASE.id(), copy.isEmpty(), 12, Sample.SIGNED, Sample.EXPIRES, expired);
    }

    @Override
    public ShareOutcome share(Path path, ShareListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException {
        check();
        calls.add("share " + path);
        cancellation.check();
        return shares.getOrDefault(path.toString(), new ShareOutcome.Unusable(path, "it is not there \u001b[2J"));
    }

    @Override
    public boolean trustReset() throws RefusedException {
        if (connected) {
            throw new RefusedException("not while connected; disconnect first");
        }
        calls.add("trust-reset");
        return calls.indexOf("trust-reset") == calls.size() - 1;
    }

    private void check() throws NotConnectedException {
        if (!connected) {
            throw new NotConnectedException();
        }
    }
}
