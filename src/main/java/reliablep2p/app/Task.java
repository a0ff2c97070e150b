package reliablep2p.app;

import reliablep2p.settings.SettingsException;
import reliablep2p.shell.output.ExitCode;

/** What the options ask the program to do. */
interface Task {
    /**
     * Does it; the result becomes the exit status.
     *
     * @throws SettingsException if the environment or the settings file will not do
     */
    ExitCode run(Call call) throws SettingsException;
}
