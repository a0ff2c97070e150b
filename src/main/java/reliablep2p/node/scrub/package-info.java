/**
 * Files that stay what they are: what is kept of the catalog is read again from time to time; what the disk has damaged
 * is put aside, and fetched again from a peer that holds it.
 *
 * <p>May import {@code node.fetch}, {@code node.base}, {@code node.state} and {@code node}, and what those import. What it
 * promises is described in docs/RELIABILITY.md.
 */
@NullMarked
package reliablep2p.node.scrub;

import org.jspecify.annotations.NullMarked;
