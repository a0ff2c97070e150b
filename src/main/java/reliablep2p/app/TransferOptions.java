package reliablep2p.app;

import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Option;
import reliablep2p.node.ScrubSettings;
import reliablep2p.node.TransferSettings;
import reliablep2p.shell.command.RateLimit;

/** The options that say how bytes of files move, and how long what is unfinished is kept. */
final class TransferOptions {
    /** Those that the help leaves to the manual: with them it would not fit a screen of 24 lines. */
    static final Set<String> NOT_IN_HELP =
            Set.of("--up-limit", "--down-limit", "--no-clear", "--keep-parts", "--scrub-rate");

    @Option(
            names = "--up-limit",
            paramLabel = "RATE",
            converter = RateLimit.Converter.class,
            description = "Send at most this much a second, as 500K or 20M.")
    private RateLimit up = new RateLimit(0);

    @Option(
            names = "--down-limit",
            paramLabel = "RATE",
            converter = RateLimit.Converter.class,
            description = "Receive at most this much a second, as 500K or 20M.")
    private RateLimit down = new RateLimit(0);

    @Option(names = "--no-clear", description = "Encrypt the bytes of files between peers of this machine, too.")
    private boolean noClear;

    @Option(
            names = "--keep-parts",
            paramLabel = "DAYS",
            converter = Days.Converter.class,
            description = "Keep what came of an unfinished file for this many days (default: 7).")
    private Days keepParts = new Days(7);

    @Option(
            names = "--scrub-rate",
            paramLabel = "RATE",
            converter = RateLimit.Converter.class,
            description = "Read kept files again at this speed, once a day; off for never (default: 8M).")
    private RateLimit scrub = new RateLimit(ScrubSettings.DEFAULT_RATE);

    @Option(
            names = "--scrub-after",
            hidden = true,
            paramLabel = "SECONDS",
            description = "Begin the first reading of kept files this long after the start (default: 60).")
    private int scrubAfter = 60;

    /** What they come to. */
    TransferSettings settings() {
        return new TransferSettings(!noClear, up.bytesPerSecond(), down.bytesPerSecond());
    }

    /** When kept files are read again. */
    ScrubSettings scrub() {
        return ScrubSettings.daily(scrub.bytesPerSecond()).after(Duration.ofSeconds(Math.max(0, scrubAfter)));
    }

    Duration keepParts() {
        return keepParts.duration();
    }
}
