package reliablep2p.shell.output;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Member;
import reliablep2p.model.Printable;
import reliablep2p.node.FileDetails;
import reliablep2p.node.Holder;
import reliablep2p.node.Provenance;

/** The lines of {@code info}. */
final class InfoText {
    private final FileDetails details;
    private final WhoIsWho who;
    private final Times times;

    /** The text of these details. */
    InfoText(FileDetails details, WhoIsWho who, Times times) {
        this.details = details;
        this.who = who;
        this.times = times;
    }

    List<String> lines(int width) {
        Fields fields = new Fields()
                .add("File", details.file().name().text())
                .add("Size", size(details.file().size()))
                .add("SHA-256", details.file().sha256().hex())
                .add("Catalog", details.listedSince().map(this::listed).orElse("not in it, so nobody serves it"));
        details.version().ifPresent(version -> add(fields, version));
        if (details.copy().isPresent()) {
            fields.add("Here", copy(details.copy().get()));
        } else {
            fields.add("Here", "no; get brings it");
        }
        if (details.listedSince().isPresent()) {
            fields.add("Holders", holders());
        }
        return fields.lines(width);
    }

    private void add(Fields fields, FileVersion version) {
        fields.add("Version", Integer.toString(version.number()));
        version.approval().sharer().ifPresent(sharer -> fields.add("Shared", "by " + who.nameAndRole(sharer)));
        fields.add("Approved", VersionText.approved(version.approval(), times));
        version.revocation()
                .ifPresent(revocation ->
                        fields.add("Revoked", times.exact(revocation.when()) + WhoIsWho.words(": ", revocation.why())));
    }

    private static String size(long bytes) {
        String exact = Quantities.grouped(bytes) + (bytes == 1 ? " byte" : " bytes");
        return bytes < 1024 ? exact : Quantities.size(bytes) + " (" + exact + ")";
    }

    private String listed(Instant since) {
        return "in it since " + times.exact(since);
    }

    private List<String> copy(FileDetails.Copy copy) {
        List<String> lines = new ArrayList<>();
        boolean listed = details.listedSince().isPresent();
        if (copy.served()) {
            lines.add("yes, and served");
        } else if (listed) {
            lines.add(
                    "another file of this name, not served: " + size(copy.file().size()) + ", SHA-256 "
                            + copy.file().sha256().hex());
        } else {
            lines.add("yes, but not served");
        }
        lines.add(Printable.text(copy.path().toString()));
        lines.add("since " + times.exact(copy.modified()));
        return lines;
    }

    private List<String> holders() {
        if (details.holders().isEmpty()) {
            return List.of("nobody is known to have it now");
        }
        List<String> names = details.holders().stream().map(InfoText::name).toList();
        int widest = names.stream().mapToInt(DisplayWidth::of).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            lines.add(DisplayWidth.pad(names.get(i), widest) + "  "
                    + how(details.holders().get(i)));
        }
        return lines;
    }

    private static String name(Holder holder) {
        return holder.member().map(Member::toString).orElse("(" + holder.id().shortened() + ")");
    }

    private static String how(Holder holder) {
        String how = how(holder.how());
        return holder.away() ? "away now; " + how : how;
    }

    private static String how(Provenance how) {
        if (how instanceof Provenance.Here) {
            return "this peer: holds it";
        }
        if (how instanceof Provenance.Backup) {
            return "keeps the backup of everything";
        }
        if (how instanceof Provenance.Seen seen) {
            return "seen: it sent or took it all, " + seen.day();
        }
        Provenance.Told told = (Provenance.Told) how;
        return "told by "
                + told.member()
                        .map(member -> member.address().toString())
                        .orElse("(" + told.teller().shortened() + "), who is away")
                + ", "
                + told.day();
    }
}
