package reliablep2p.node.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import reliablep2p.node.NodeEvent;
import reliablep2p.trust.journal.JournalEntry;
import reliablep2p.trust.journal.JournalLine;

/** Tells a person what new lines of the journal mean. Stateless. */
public final class JournalNews {
    private JournalNews() {}

    /** Tells each line that means something, in their order. */
    public static void tell(List<JournalLine> lines, Consumer<NodeEvent> events) {
        lines.forEach(line -> event(line.entry()).ifPresent(events));
    }

    private static Optional<NodeEvent> event(JournalEntry entry) {
        if (entry instanceof JournalEntry.Approved approved) {
            return Optional.of(new NodeEvent.FileListed(approved.file()));
        } else if (entry instanceof JournalEntry.Revoked revoked) {
            return Optional.of(new NodeEvent.FileRevoked(revoked.name(), revoked.version(), revoked.why()));
        } else if (entry instanceof JournalEntry.Granted granted) {
            return Optional.of(new NodeEvent.RoleGranted(granted.peer(), granted.note()));
        } else if (entry instanceof JournalEntry.Taken taken) {
            return Optional.of(new NodeEvent.RoleTaken(taken.peer()));
        } else if (entry instanceof JournalEntry.Expelled expelled) {
            return Optional.of(new NodeEvent.Expelled(expelled.peer(), expelled.why()));
        }
        return Optional.empty();
    }
}
