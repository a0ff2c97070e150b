/**
 * What a peer knows and has: the peer list, the catalog, the address book, the files it holds, its counters.
 *
 * <p>Each class is thread-safe with a lock of its own, under which it neither does I/O nor calls anybody else. Imports
 * {@code protocol}, {@code storage} and {@code model}.
 */
@NullMarked
package reliablep2p.node.state;

import org.jspecify.annotations.NullMarked;
