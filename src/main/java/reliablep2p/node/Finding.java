package reliablep2p.node;

import java.util.Locale;

/**
 * One thing that was looked at in a peer's directory.
 *
 * @param subject what was looked at, in a word or two; a file's name is to be escaped before it is printed
 * @param message what was found, one sentence
 * @param advice what to do, one sentence; empty if nothing is to be done
 */
public record Finding(Level level, String subject, String message, String advice) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        WELL,
        /** Not as it should be, and the peer deals with it by itself. */
        WARNING,
        /** Something is lost, or the peer does not start, until somebody does something. */
        FAULT;

        /** The word in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Something is as it should be. */
    public static Finding well(String subject, String message) {
        return new Finding(Level.WELL, subject, message, "");
    }
}
