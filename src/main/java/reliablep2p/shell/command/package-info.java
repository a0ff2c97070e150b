/**
 * What can be typed: one class a command, how a line becomes words, and which exit code a failure has.
 *
 * <p>Imports {@code output}, {@code node}, {@code model}, of {@code net} the cancellation, of {@code storage} the
 * exceptions, and picocli for parameters and help. Reads no input and knows no terminal.
 */
@NullMarked
package reliablep2p.shell.command;

import org.jspecify.annotations.NullMarked;
