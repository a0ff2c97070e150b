/**
 * Commanding a running peer from another process of the same user, over a Unix domain socket in the peer's directory:
 * one process sends words, the other runs them and sends back what they print.
 *
 * <p>Imports {@code command} and {@code output}, of {@code net} the local socket, and {@code json}. What goes over the
 * socket is between two copies of one program and no part of {@code docs/PROTOCOL.md}.
 */
@NullMarked
package reliablep2p.shell.control;

import org.jspecify.annotations.NullMarked;
