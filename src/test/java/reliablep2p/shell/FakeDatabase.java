package reliablep2p.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.Revocation;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedPeer;
import reliablep2p.net.Cancellation;
import reliablep2p.node.Acquaintance;
import reliablep2p.node.BackupReport;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.FileDetails;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.PendingFile;
import reliablep2p.node.RefusedException;
import reliablep2p.node.ScrubListener;
import reliablep2p.node.ScrubReport;
import reliablep2p.shell.command.DatabaseOperations;

/**
 * A database peer with the network of a {@link FakePeer}, one offer that waits, and a peer that was expelled; it notes
 * what its operator decides.
 */
public final class FakeDatabase implements DatabaseOperations {
    /** A peer that is away. */
    public static final PeerId EXPELLED = Sample.member(9009, Role.PEER).id();

    private final FakePeer peer = new FakePeer().connected();
    private final List<String> calls = new ArrayList<>();
    private final List<Acquaintance> members = new ArrayList<>(List.of(
            known(Sample.DATABASE),
            known(Sample.SELF),
            new Acquaintance(
                    Sample.OTHER.id(),
                    Optional.of(Sample.OTHER),
                    Optional.of(Sample.SIGNED),
                    Optional.of(Sample.TRUSTED),
                    Optional.empty()),
            new Acquaintance(
                    EXPELLED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Sample.REVOCATION))));
    private List<PendingFile> pending = List.of(Sample.PENDING);

    public static Acquaintance known(Member member) {
        return new Acquaintance(member.id(), Optional.of(member), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public FakeDatabase knowing(Acquaintance more) {
        members.add(more);
        return this;
    }

    public FakeDatabase offering(PendingFile... files) {
        pending = List.of(files);
        return this;
    }

    /** What was asked of the database peer, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public List<PendingFile> pending() {
        return pending;
    }

    @Override
    public FileVersion approve(FileName name, Optional<PeerId> sharer, Cancellation cancellation)
            throws RefusedException {
        calls.add("approve " + name + from(sharer));
        if (pending.stream().noneMatch(file -> file.file().name().equals(name))) {
            throw new RefusedException("no offer of " + name + " waits");
        }
        return Sample.SECOND;
    }

    private static String from(Optional<PeerId> sharer) {
        return sharer.map(id -> " from " + id).orElse("");
    }

    @Override
    public List<PendingFile> reject(FileName name, Optional<PeerId> sharer, String why) {
        calls.add("reject " + name + from(sharer) + ": " + why);
        return pending;
    }

    @Override
    public List<FileVersion> revoke(FileName name, OptionalInt version, String why) {
        calls.add("revoke " + name + (version.isPresent() ? "@" + version.getAsInt() : "") + ": " + why);
        return version.isPresent() ? List.of(Sample.SECOND) : List.of(Sample.FIRST, Sample.SECOND);
    }

    @Override
    public TrustedPeer trust(PeerId id, String note) {
        calls.add("trust " + id + ": " + note);
        return new TrustedPeer(id, note, Sample.SIGNED);
    }

    @Override
    public TrustedPeer untrust(PeerId id) throws RefusedException {
        calls.add("untrust " + id);
        if (!id.equals(Sample.TRUSTED.id())) {
            throw new RefusedException(id + " is no trusted peer");
        }
        return Sample.TRUSTED;
    }

    @Override
    public List<Acquaintance> members() {
        return List.copyOf(members);
    }

    @Override
    public String invite(int uses, Duration validity) {
        calls.add("invite " + uses + " " + validity);
        return "rp2p-" + "x".repeat(120);
    }

    @Override
    public BackupReport backup(Path parent, ScrubListener listener, Cancellation cancellation) {
        calls.add("backup " + parent);
        return Sample.BACKUP;
    }

    @Override
    public Acquaintance expel(PeerId id, String why) {
        calls.add("expel " + id + ": " + why);
        return new Acquaintance(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Revocation(Sample.SIGNED, why)));
    }

    @Override
    public Member self() {
        return Sample.DATABASE;
    }

    @Override
    public List<ListedFile> list() throws NotConnectedException {
        return peer.list();
    }

    @Override
    public List<String> names() {
        return peer.names();
    }

    @Override
    public Optional<FileDetails> info(FileName name) throws NotConnectedException {
        return peer.info(name);
    }

    @Override
    public List<Member> peers() throws NotConnectedException {
        return peer.peers();
    }

    @Override
    public long upLimit() {
        return peer.upLimit();
    }

    @Override
    public long downLimit() {
        return peer.downLimit();
    }

    @Override
    public void upLimit(long bytesPerSecond) {
        peer.upLimit(bytesPerSecond);
    }

    @Override
    public void downLimit(long bytesPerSecond) {
        peer.downLimit(bytesPerSecond);
    }

    @Override
    public ScrubReport scrub(ScrubListener listener, Cancellation cancellation) {
        return peer.scrub(listener, cancellation);
    }

    @Override
    public NodeStatus status() {
        return peer.status();
    }

    @Override
    public List<FileVersion> versions(FileName name) throws NotConnectedException {
        return peer.versions(name);
    }

    @Override
    public List<TrustedPeer> trusted() {
        return List.of(Sample.TRUSTED);
    }

    @Override
    public boolean rolesInUse() {
        return true;
    }

    @Override
    public CatalogStatus catalog() {
        return peer.catalog();
    }

    @Override
    public CatalogCheck checkCatalog(Optional<Path> copy, Cancellation cancellation) {
        return peer.checkCatalog(copy, cancellation);
    }
}
