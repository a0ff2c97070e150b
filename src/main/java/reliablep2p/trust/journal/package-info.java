/**
 * The journal of the catalog: its lines and their chain, the head that the network's key signs, and how both are proved.
 *
 * <p>Imports {@code trust}, {@code model}, {@code json} and the JDK; no files, no sockets, no state. Implements
 * {@code docs/PROTOCOL.md}, section "Catalog". The threats are those of TUF: rollback, freeze, mix and match, a wrong key.
 */
@NullMarked
package reliablep2p.trust.journal;

import org.jspecify.annotations.NullMarked;
