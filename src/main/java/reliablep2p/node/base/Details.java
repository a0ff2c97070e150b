package reliablep2p.node.base;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.FileDetails;
import reliablep2p.node.Holder;
import reliablep2p.node.Provenance;
import reliablep2p.node.state.AddressBook;
import reliablep2p.node.state.Knowledge;
import reliablep2p.storage.StoredFile;

/**
 * Tells what is known of a file, in both roles alike. Thread-safe, as what it reads is; its figures are not one moment's.
 */
public final class Details {
    private final Knowledge knowledge;
    private final Member self;
    private final Path directory;

    /**
     * Details as this peer knows them.
     *
     * @param directory where its files are
     */
    public Details(Knowledge knowledge, Member self, Path directory) {
        this.knowledge = knowledge;
        this.self = self;
        this.directory = directory;
    }

    /**
     * All that is known of the file with this name; empty if it was never in the catalog and is not here.
     *
     * @param databaseAway whether the database peer can't be reached now
     */
    public Optional<FileDetails> of(FileName name, boolean databaseAway) {
        Optional<FileVersion> listed = knowledge.catalog().current(name);
        Optional<StoredFile> stored = knowledge.held().find(name);
        Optional<FileVersion> version =
                listed.or(() -> newest(knowledge.catalog().versions(name)));
        Optional<TrustedFile> file = version.map(FileVersion::file).or(() -> stored.map(StoredFile::file));
        return file.map(known -> new FileDetails(
                known,
                listed.map(found -> found.approval().when()),
                stored.map(found ->
                        copy(found, knowledge.catalog().lists(found.file().sha256()))),
                listed.isPresent() ? holders(known, databaseAway) : List.of(),
                version));
    }

    private static Optional<FileVersion> newest(List<FileVersion> versions) {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    private FileDetails.Copy copy(StoredFile stored, boolean served) {
        return new FileDetails.Copy(
                stored.file(),
                directory.resolve(stored.file().name().text()),
                Instant.EPOCH.plusNanos(stored.stamp().modifiedNanos()),
                served);
    }

    /** Who is believed to hold a file of the catalog: members, the database peer, and those that are away. */
    public List<Holder> holders(TrustedFile file, boolean databaseAway) {
        List<Holder> members = new ArrayList<>();
        List<Holder> away = new ArrayList<>();
        for (AddressBook.Claim claim : knowledge.book().claims(file.sha256())) {
            Optional<Member> member = knowledge.peers().find(claim.holder());
            if (member.isEmpty()) {
                away.add(new Holder(claim.holder(), member, true, provenance(claim)));
            } else if (member.get().role() == Role.PEER && !claim.holder().equals(self.id())) {
                members.add(Holder.present(member.get(), provenance(claim)));
            }
        }
        if (self.role() == Role.PEER && knowledge.held().find(file).isPresent()) {
            members.add(Holder.present(self, new Provenance.Here()));
        }
        members.sort(Comparator.comparing(holder -> holder.member().orElse(self)));
        members.addAll(databases(file, databaseAway));
        away.sort(Comparator.comparing(Holder::id));
        members.addAll(away);
        return members;
    }

    private List<Holder> databases(TrustedFile file, boolean away) {
        if (self.role() == Role.DATABASE) {
            return knowledge.held().find(file).isPresent()
                    ? List.of(Holder.present(self, new Provenance.Here()))
                    : List.of();
        }
        return knowledge.peers().members().stream()
                .filter(member -> member.role() == Role.DATABASE)
                .map(member -> new Holder(member.id(), Optional.of(member), away, new Provenance.Backup()))
                .toList();
    }

    private Provenance provenance(AddressBook.Claim claim) {
        LocalDate day = LocalDate.ofEpochDay(claim.day());
        return claim.teller()
                .<Provenance>map(
                        teller -> new Provenance.Told(teller, knowledge.peers().find(teller), day))
                .orElseGet(() -> new Provenance.Seen(day));
    }
}
