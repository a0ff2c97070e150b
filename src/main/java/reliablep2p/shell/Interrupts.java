package reliablep2p.shell;

/** Ctrl-C while a command runs. */
public interface Interrupts {
    /** Has this run at each Ctrl-C until the returned watch is closed. */
    Watch during(Runnable onInterrupt);

    /** Nobody can press Ctrl-C here, or somebody else listens to it. */
    static Interrupts none() {
        return onInterrupt -> () -> {};
    }

    /** Ends with a command. */
    interface Watch extends AutoCloseable {
        /** Puts back what listened before. */
        @Override
        void close();
    }
}
