package reliablep2p.app;

import reliablep2p.shell.output.ExitCode;

/** What the options ask the program to do. */
interface Task {
    /** Does it; the result becomes the exit status. */
    ExitCode run();
}
