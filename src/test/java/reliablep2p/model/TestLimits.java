package reliablep2p.model;

import java.time.Duration;

/** Copies of the default limits in which tests change what they are about. */
public final class TestLimits {
    private static final Limits DEFAULTS = Limits.defaults();

    private Duration handshake = DEFAULTS.handshake();
    private Duration frame = DEFAULTS.frame();
    private Duration answer = DEFAULTS.answer();
    private Duration idle = DEFAULTS.idle();
    private Duration pace = DEFAULTS.pace();
    private long paceBytes = DEFAULTS.paceBytes();
    private int strangers = DEFAULTS.strangers();
    private int connectionsPerPeer = DEFAULTS.connectionsPerPeer();

    public TestLimits handshake(Duration handshake) {
        this.handshake = handshake;
        return this;
    }

    public TestLimits frame(Duration frame) {
        this.frame = frame;
        return this;
    }

    public TestLimits answer(Duration answer) {
        this.answer = answer;
        return this;
    }

    public TestLimits idle(Duration idle) {
        this.idle = idle;
        return this;
    }

    public TestLimits pace(long bytes, Duration pace) {
        this.paceBytes = bytes;
        this.pace = pace;
        return this;
    }

    public TestLimits strangers(int strangers) {
        this.strangers = strangers;
        return this;
    }

    public TestLimits connectionsPerPeer(int connectionsPerPeer) {
        this.connectionsPerPeer = connectionsPerPeer;
        return this;
    }

    public Limits build() {
        return new Limits(
                DEFAULTS.controlFrame(),
                DEFAULTS.mapFrame(),
                handshake,
                frame,
                answer,
                idle,
                pace,
                paceBytes,
                strangers,
                connectionsPerPeer,
                DEFAULTS.uploadsPerPeer(),
                DEFAULTS.uploads(),
                DEFAULTS.heartbeat(),
                DEFAULTS.silence(),
                DEFAULTS.reconnect(),
                DEFAULTS.newcomer(),
                DEFAULTS.learning(),
                DEFAULTS.farewell(),
                DEFAULTS.signature(),
                DEFAULTS.renewal(),
                DEFAULTS.polling());
    }
}
