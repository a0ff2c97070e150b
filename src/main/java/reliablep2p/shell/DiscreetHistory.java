package reliablep2p.shell;

import java.time.Instant;
import org.jline.reader.impl.history.DefaultHistory;
import reliablep2p.model.Invitation;

/**
 * JLine's history, without lines that have a secret in them: neither the arrow keys nor the file know of those. Belongs to
 * the thread that reads lines.
 */
final class DiscreetHistory extends DefaultHistory {
    @Override
    public void add(Instant time, String line) {
        if (!Invitation.looksLikeOne(line)) {
            super.add(time, line);
        }
    }
}
