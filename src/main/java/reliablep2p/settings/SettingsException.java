package reliablep2p.settings;

/** A setting, or the file that holds some, will not do; the message says which and why, and may hold any character. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public SettingsException(String message) {
        super(message);
    }
}
