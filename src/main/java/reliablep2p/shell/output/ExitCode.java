package reliablep2p.shell.output;

/** What the program's exit status says; the table in {@code README.md} lists the same numbers, and they never change. */
public enum ExitCode {
    /** Everything that was asked for has been done. */
    DONE(0),
    /** The command failed in a way that has no number of its own. */
    FAILED(1),
    /** The command or an option is not written as it should be. */
    USAGE(2),
    /** The file is not in the catalog. */
    NOT_IN_CATALOG(3),
    /** Nobody who could be reached has the file. */
    NOBODY_HAS_IT(4),
    /** The other side refused, or is not who it should be. */
    REFUSED(5),
    /** The bytes that came were not those of the catalog. */
    VERIFICATION(6),
    /** The disk or the directory failed. */
    DISK(7),
    /** The database peer can't be reached. */
    DATABASE_UNREACHABLE(8),
    /** The person interrupted it (128 + SIGINT, as shells count). */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The exit status of the process. */
    public int number() {
        return number;
    }
}
