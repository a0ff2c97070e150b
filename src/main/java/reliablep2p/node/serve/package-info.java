/**
 * Answers what both roles answer alike: requests for files and for the address book.
 *
 * <p>May import {@code state} and what it may, and {@code net}. Implements {@code docs/PROTOCOL.md}, sections "get" and "get_map".
 */
@NullMarked
package reliablep2p.node.serve;

import org.jspecify.annotations.NullMarked;
