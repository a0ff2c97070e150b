/**
 * What both roles stand on: directory, identity, transport, knowledge, and the care for them.
 *
 * <p>May import {@code state} and what it may, {@code net} and {@code trust}.
 */
@NullMarked
package reliablep2p.node.base;

import org.jspecify.annotations.NullMarked;
