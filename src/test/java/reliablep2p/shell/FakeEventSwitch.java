package reliablep2p.shell;

import reliablep2p.shell.command.EventSwitch;

/** Remembers what it was turned to. */
public final class FakeEventSwitch implements EventSwitch {
    private boolean on = true;

    @Override
    public void turn(boolean turned) {
        on = turned;
    }

    @Override
    public boolean isOn() {
        return on;
    }
}
