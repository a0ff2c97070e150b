/**
 * Looks at a peer's directory while no peer runs on it: its key, its journal, its state files, and every file against the
 * journal. Changes nothing, needs no network.
 *
 * <p>May import {@code node.journal}, {@code node.scrub}, {@code node.state}, {@code storage} and {@code trust}.
 */
@NullMarked
package reliablep2p.node.doctor;

import org.jspecify.annotations.NullMarked;
