/**
 * This peer's copy of the network's journal: proved line by line before a word of it is believed, kept on the disk
 * before it is known in memory, and handed on to whoever asks for what follows.
 *
 * <p>May import {@code state} and what it may, {@code trust} and {@code storage}. Implements {@code docs/PROTOCOL.md},
 * section "Catalog".
 */
@NullMarked
package reliablep2p.node.journal;

import org.jspecify.annotations.NullMarked;
