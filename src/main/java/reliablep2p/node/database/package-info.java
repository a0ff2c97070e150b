/**
 * The role of the database peer: who is a member, what the catalog holds, and telling all members of each change.
 *
 * <p>May import {@code serve}, {@code state} and what those may. Implements {@code docs/PROTOCOL.md}, section
 * "Membership", the database peer's side.
 */
@NullMarked
package reliablep2p.node.database;

import org.jspecify.annotations.NullMarked;
