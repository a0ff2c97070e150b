package reliablep2p.app;

import java.util.List;
import reliablep2p.shell.output.ExitCode;

/** What the manual page tells that no option and no command says of itself. */
final class ManFacts {
    /** The files, and what is in them. */
    static final List<Item> FILES = List.of(
            new Item(
                    "$XDG_CONFIG_HOME/reliablep2p/config, or ~/.config/reliablep2p/config",
                    "Settings, one a line: NAME = VALUE, the name as the option without its dashes (db-port = 9000)."
                            + " A line that begins with # is a comment. A path is written in full and without quotes."
                            + " reliablep2p config shows what came of it."),
            new Item("db/", "The shared files of the database peer; what is copied into it is shared."),
            new Item("port_N/", "The files of the peer that listens on port N."),
            new Item(
                    ".reliablep2p/",
                    "In each of these, what the peer keeps for itself: its key, what it knows, the log, the history."));

    private ManFacts() {}

    /** What an exit code says. */
    static String meaning(ExitCode code) {
        return switch (code) {
            case DONE -> "Done.";
            case FAILED -> "Failed.";
            case USAGE -> "Wrong usage, or a setting that will not do.";
            case NOT_IN_CATALOG -> "The file is not in the catalog, or was revoked.";
            case NOBODY_HAS_IT -> "Nobody who can be reached has the file.";
            case REFUSED -> "Refused, not trusted, or no member of the network.";
            case VERIFICATION -> "The bytes that came, or those of a copy of the catalog, were wrong.";
            case DISK -> "The disk, or a directory that can't be used.";
            case DATABASE_UNREACHABLE -> "The database peer can't be reached.";
            case INTERRUPTED -> "Interrupted.";
        };
    }

    /** A file and what is in it. */
    record Item(String term, String meaning) {}
}
