/**
 * Who a peer is: its key, its certificate and the id that follows from it.
 *
 * <p>Imports {@code model}, the JDK and Bouncy Castle (certificates only: every cipher, hash and signature is the
 * JDK's). No files, no sockets. Implements {@code docs/PROTOCOL.md}, section "Identity".
 */
@NullMarked
package reliablep2p.trust;

import org.jspecify.annotations.NullMarked;
