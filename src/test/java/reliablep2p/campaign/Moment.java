package reliablep2p.campaign;

import java.time.Duration;

/**
 * A random moment of a work, counted from an event in it. How long the work takes is learned on the way, because it depends
 * on what the machine does besides: too late is worth nothing.
 */
final class Moment {
    private static final double SHORTER = 0.9;
    private static final double LONGER = 1.01;

    private final Campaign campaign;
    private double most;

    Moment(Campaign campaign, long millis) {
        this.campaign = campaign;
        this.most = millis;
    }

    Duration next() {
        return campaign.between(0, Math.round(most));
    }

    /** Whether it came before the end of the work. */
    void was(boolean inTime) {
        most *= inTime ? LONGER : SHORTER;
    }
}
