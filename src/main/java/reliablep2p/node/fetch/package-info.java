/**
 * Gets a file: whom to ask in which order, asking, receiving, learning from the answers.
 *
 * <p>May import {@code state} and what it may, and {@code net}. Implements {@code docs/PROTOCOL.md}, section "get", the asking side.
 */
@NullMarked
package reliablep2p.node.fetch;

import org.jspecify.annotations.NullMarked;
