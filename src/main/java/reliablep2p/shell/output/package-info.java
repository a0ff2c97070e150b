/**
 * What a person and a program get to read: the answers, their two renderings (text and JSON), and where lines go.
 *
 * <p>Imports {@code node} (values only), {@code settings}, {@code model}, {@code json} and of JLine the width of characters; knows
 * neither commands nor how lines are read. The fields of the JSON objects are listed in {@code docs/JSON.md}.
 */
@NullMarked
package reliablep2p.shell.output;

import org.jspecify.annotations.NullMarked;
