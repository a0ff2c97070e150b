/**
 * The conversation: reading lines from a prompt, a pipe or an argument, running them one by one, and the terminal.
 *
 * <p>{@code command} holds what can be typed, {@code output} what is printed; this package joins them. JLine is used
 * here and, for widths, in {@code output}, and nowhere else.
 */
@NullMarked
package reliablep2p.shell;

import org.jspecify.annotations.NullMarked;
