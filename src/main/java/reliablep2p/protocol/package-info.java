/**
 * What peers say to each other: the messages, their JSON, and the frames that carry them.
 *
 * <p>Imports {@code model} and {@code json}; knows streams of bytes but no sockets, no files and no state of the
 * program. Implements {@code docs/PROTOCOL.md}, sections "Frames" and "Messages".
 */
@NullMarked
package reliablep2p.protocol;

import org.jspecify.annotations.NullMarked;
