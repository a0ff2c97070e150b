package reliablep2p.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.node.Acquaintance;
import reliablep2p.node.BackupReport;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.FileDetails;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.PendingFile;
import reliablep2p.node.RefusedException;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.shell.command.DatabaseOperations;
import reliablep2p.storage.StorageException;

/** The database peer as the shell knows it. */
record RunningDatabase(DatabaseNode node) implements DatabaseOperations {
    @Override
    public Member self() {
        return node.self();
    }

    @Override
    public List<ListedFile> list() {
        return node.list();
    }

    @Override
    public Optional<FileDetails> info(FileName name) {
        return node.info(name);
    }

    @Override
    public List<Member> peers() {
        return node.peers();
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
    public List<FileVersion> versions(FileName name) {
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
    public List<PendingFile> pending() {
        return node.operator().pending();
    }

    @Override
    public FileVersion approve(FileName name, Optional<PeerId> sharer, Cancellation cancellation)
            throws RefusedException, StorageException {
        return node.operator().approve(name, sharer, cancellation);
    }

    @Override
    public List<PendingFile> reject(FileName name, Optional<PeerId> sharer, String why)
            throws RefusedException, StorageException {
        return node.operator().reject(name, sharer, why);
    }

    @Override
    public List<FileVersion> revoke(FileName name, OptionalInt version, String why)
            throws RefusedException, StorageException {
        return node.operator().revoke(name, version, why);
    }

    @Override
    public TrustedPeer trust(PeerId peer, String note) throws RefusedException, StorageException {
        return node.operator().trust(peer, note);
    }

    @Override
    public TrustedPeer untrust(PeerId peer) throws RefusedException, StorageException {
        return node.operator().untrust(peer);
    }

    @Override
    public List<Acquaintance> members() {
        return node.operator().members();
    }

    @Override
    public String invite(int uses, Duration validity) throws RefusedException, StorageException {
        return node.operator().invite(uses, validity);
    }

    @Override
    public BackupReport backup(Path parent, ScrubListener listener, Cancellation cancellation)
            throws IOException, StorageException {
        return node.backup(parent, listener, cancellation);
    }

    @Override
    public Acquaintance expel(PeerId peer, String why) throws RefusedException, StorageException {
        return node.operator().expel(peer, why);
    }
}
