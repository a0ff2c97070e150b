/**
 * Immutable, validated values: who a peer is, where it listens, what a file is called and what its bytes hash to.
 *
 * <p>A value that exists is valid, so nobody checks it again. Imports the JDK only, and of it nothing that does I/O.
 * The words are those of {@code docs/PROTOCOL.md}, section "Words and values".
 */
@NullMarked
package reliablep2p.model;

import org.jspecify.annotations.NullMarked;
