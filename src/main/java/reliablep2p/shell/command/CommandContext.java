package reliablep2p.shell.command;

import java.util.function.Supplier;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.Output;

/**
 * What commands work with beside the peer.
 *
 * @param output where they print
 * @param failures what exceptions come to
 * @param news what {@code events} turns on and off
 * @param settings what {@code config} tells
 */
public record CommandContext(Output output, Failures failures, EventSwitch news, Supplier<Answer.Settings> settings) {}
