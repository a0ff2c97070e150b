package reliablep2p.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
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
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.RefusedException;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.SeededFile;
import reliablep2p.node.ShareListener;
import reliablep2p.node.ShareOutcome;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.shell.command.PeerOperations;
import reliablep2p.storage.StorageException;

/** An ordinary peer as the shell knows it. */
record RunningPeer(PeerNode node) implements PeerOperations {
    @Override
    public Member self() {
        return node.self();
    }

    @Override
    public Connected connect(Optional<Invitation> invitation, Cancellation cancellation)
            throws ConnectException, IOException, StorageException {
        return node.connect(invitation, cancellation);
    }

    @Override
    public Farewell disconnect() {
        return node.disconnect();
    }

    @Override
    public FetchOutcome get(FileName name, OptionalInt version, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        return node.get(name, version, listener, cancellation);
    }

    @Override
    public boolean isThere(TrustedFile file) {
        return node.isThere(file);
    }

    @Override
    public void getTogether(
            Collection<TrustedFile> files, Consumer<FetchOutcome.Fetched> fetched, Cancellation cancellation)
            throws NotConnectedException, IOException {
        node.getTogether(files, fetched, cancellation);
    }

    @Override
    public FetchOutcome secureGet(FileName name, Address from, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        return node.secureGet(name, from, listener, cancellation);
    }

    @Override
    public List<Download> downloads() throws StorageException {
        return node.downloads();
    }

    @Override
    public boolean pause(TrustedFile file) {
        return node.pause(file);
    }

    @Override
    public boolean drop(TrustedFile file) {
        return node.drop(file);
    }

    @Override
    public List<ListedFile> list() throws NotConnectedException {
        return node.list();
    }

    @Override
    public List<KnownHolders> addressBook() throws NotConnectedException {
        return node.addressBook();
    }

    @Override
    public Optional<FileDetails> info(FileName name) throws NotConnectedException {
        return node.info(name);
    }

    @Override
    public List<FileHolders> holders() throws NotConnectedException {
        return node.holders();
    }

    @Override
    public List<Member> peers() throws NotConnectedException {
        return node.peers();
    }

    @Override
    public List<SeededFile> seeding() {
        return node.seeding();
    }

    @Override
    public List<String> names() {
        return node.names();
    }

    @Override
    public long upLimit() {
        return node.throttles().up().limit();
    }

    @Override
    public long downLimit() {
        return node.throttles().down().limit();
    }

    @Override
    public void upLimit(long bytesPerSecond) {
        node.throttles().up().limit(bytesPerSecond);
    }

    @Override
    public void downLimit(long bytesPerSecond) {
        node.throttles().down().limit(bytesPerSecond);
    }

    @Override
    public ScrubReport scrub(ScrubListener listener, Cancellation cancellation) throws IOException, StorageException {
        return node.scrub(listener, cancellation);
    }

    @Override
    public NodeStatus status() {
        return node.status();
    }

    @Override
    public List<FileVersion> versions(FileName name) throws NotConnectedException {
        return node.versions(name);
    }

    @Override
    public List<TrustedPeer> trusted() {
        return node.report().trusted();
    }

    @Override
    public boolean rolesInUse() {
        return node.report().rolesInUse();
    }

    @Override
    public CatalogStatus catalog() {
        return node.report().status();
    }

    @Override
    public CatalogCheck checkCatalog(Optional<Path> copy, Cancellation cancellation)
            throws IOException, StorageException {
        return node.report().check(copy, cancellation);
    }

    @Override
    public ShareOutcome share(Path path, ShareListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        return node.share(path, listener, cancellation);
    }

    @Override
    public boolean trustReset() throws RefusedException, StorageException {
        return node.trustReset();
    }
}
