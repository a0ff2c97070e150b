/**
 * Connections between peers: sockets, TLS 1.3 with pinned ids, threads, and a deadline on everything that blocks.
 *
 * <p>The only user of {@code java.net} and {@code javax.net.ssl}. Imports {@code protocol} and {@code model}; knows
 * nothing of files on disk and nothing of what requests mean. Implements {@code docs/PROTOCOL.md}, sections
 * "Connections" and "Limits"; threads, locks and who closes what are in {@code docs/CONCURRENCY.md}.
 */
@NullMarked
package reliablep2p.net;

import org.jspecify.annotations.NullMarked;
