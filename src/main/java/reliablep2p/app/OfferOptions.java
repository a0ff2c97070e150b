package reliablep2p.app;

import java.util.Set;
import picocli.CommandLine.Option;
import reliablep2p.node.OfferSettings;
import reliablep2p.shell.command.ByteSize;

/** The options of the database peer that say what becomes of files that peers offer. */
final class OfferOptions {
    /** Those that the help leaves to the manual: with them it would not fit a screen of 24 lines. */
    static final Set<String> NOT_IN_HELP = Set.of("--waiting-per-peer", "--waiting-total");

    @Option(
            names = "--approve",
            paramLabel = "WHOSE",
            converter = OfferPolicy.Converter.class,
            description = "Approve at once: all, trusted (default) or none.")
    private OfferPolicy policy = OfferPolicy.TRUSTED;

    @Option(
            names = "--waiting-per-peer",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "How many bytes of one peer may wait for a decision (default: 1G).")
    private ByteSize perPeer = new ByteSize(1L << 30);

    @Option(
            names = "--waiting-total",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "How many bytes of all peers may wait for a decision (default: 10G).")
    private ByteSize total = new ByteSize(10L << 30);

    /** What they come to. */
    OfferSettings settings() {
        return new OfferSettings(policy.policy(), perPeer.bytes(), total.bytes());
    }
}
