/**
 * The peer's directory: its lock, its state files, the files it shares, and files on their way in.
 *
 * <p>Imports {@code model}, {@code json} and the JDK, but nothing of the network. A {@link
 * reliablep2p.storage.StorageException} is this peer's own disk and goes to the person; an {@link java.io.IOException}
 * is about one file or one sender, and the next source can be tried. Implements {@code docs/PROTOCOL.md}, section "A
 * file received". Threads and locks: {@code docs/CONCURRENCY.md}, section "Storage".
 */
@NullMarked
package reliablep2p.storage;

import org.jspecify.annotations.NullMarked;
