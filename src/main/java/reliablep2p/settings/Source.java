package reliablep2p.settings;

import java.nio.file.Path;

/** Where the value of a setting came from; those that come first here are looked at first. */
public sealed interface Source {
    /** An option was typed. */
    record CommandLine() implements Source {}

    /** An environment variable is set. */
    record Environment(String variable) implements Source {}

    /**
     * A file says so.
     *
     * @param line counted from 1
     */
    record File(Path path, int line) implements Source {}

    /** The person was asked for it when the program began. */
    record Asked() implements Source {}

    /** Nobody said anything. */
    record Default() implements Source {}
}
