package reliablep2p.node.journal;

import java.util.List;
import reliablep2p.model.Approval;
import reliablep2p.model.Revocation;
import reliablep2p.model.TrustedPeer;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Roles;
import reliablep2p.trust.journal.JournalEntry;
import reliablep2p.trust.journal.JournalLine;

/** What the entries of the journal do to what this peer knows. Thread-safe, as its parts are. */
record Entries(Catalog catalog, Roles roles) {
    void apply(List<JournalLine> lines) {
        lines.forEach(this::apply);
    }

    /** Begins again, with nothing known. */
    void clear() {
        catalog.clear();
        roles.clear();
    }

    private void apply(JournalLine line) {
        JournalEntry entry = line.entry();
        if (entry instanceof JournalEntry.Approved approved) {
            Approval approval = new Approval(line.time(), approved.by(), approved.sharer());
            catalog.approve(approved.file(), approved.pieces(), approved.version(), approval);
        } else if (entry instanceof JournalEntry.Revoked revoked) {
            catalog.revoke(revoked.name(), revoked.version(), new Revocation(line.time(), revoked.why()));
        } else if (entry instanceof JournalEntry.Granted granted) {
            roles.grant(new TrustedPeer(granted.peer(), granted.note(), line.time()));
        } else if (entry instanceof JournalEntry.Taken taken) {
            roles.take(taken.peer());
        } else if (entry instanceof JournalEntry.Expelled expelled) {
            roles.expel(expelled.peer(), new Revocation(line.time(), expelled.why()));
        } else if (entry instanceof JournalEntry.Readmitted readmitted) {
            roles.readmit(readmitted.peer());
        }
        // An entry with a name that this Java does not allow has no effect.
    }
}
