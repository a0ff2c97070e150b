package reliablep2p.node.doctor;

import java.util.function.Consumer;
import reliablep2p.node.Finding;
import reliablep2p.node.Finding.Level;

/**
 * Where what was found is told.
 *
 * @param told is told of each thing when it was looked at
 */
record Findings(Consumer<Finding> told) {
    void well(String subject, String message) {
        told.accept(Finding.well(subject, message));
    }

    void warning(String subject, String message, String advice) {
        told.accept(new Finding(Level.WARNING, subject, message, advice));
    }

    void fault(String subject, String message, String advice) {
        told.accept(new Finding(Level.FAULT, subject, message, advice));
    }

    /** What somebody has to do something about at the database peer, and an ordinary peer deals with by itself. */
    void graver(boolean database, String subject, String message, String advice) {
        told.accept(new Finding(database ? Level.FAULT : Level.WARNING, subject, message, advice));
    }
}
