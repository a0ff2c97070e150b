package reliablep2p.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
import reliablep2p.node.KnownHolders;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.SeededFile;
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
    public Connected connect(Cancellation cancellation) throws ConnectException, IOException, StorageException {
        return node.connect(cancellation);
    }

    @Override
    public Farewell disconnect() {
        return node.disconnect();
    }

    @Override
    public FetchOutcome get(FileName name, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        return node.get(name, listener, cancellation);
    }

    @Override
    public FetchOutcome secureGet(FileName name, Address from, FetchListener listener, Cancellation cancellation)
            throws NotConnectedException, IOException, StorageException {
        return node.secureGet(name, from, listener, cancellation);
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
    public NodeStatus status() {
        return node.status();
    }
}
