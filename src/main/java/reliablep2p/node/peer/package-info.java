/**
 * The role of an ordinary peer: its membership of the network, its farewell, and everything that its commands ask for.
 *
 * <p>May import {@code fetch}, {@code serve}, {@code state} and what those may. Implements {@code docs/PROTOCOL.md},
 * section "Membership", the member's side.
 */
@NullMarked
package reliablep2p.node.peer;

import org.jspecify.annotations.NullMarked;
