package reliablep2p.shell.command;

/** Whether the person at a peer is told what happens by itself. */
public interface EventSwitch {
    /** Tells it from now on, or no more. */
    void turn(boolean on);

    /** Whether it is told. */
    boolean isOn();
}
