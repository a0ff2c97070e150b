/**
 * Settings that are not typed: the file that holds them, and where the value of a setting came from.
 *
 * <p>Imports the JDK only. Knows neither which settings there are nor what they mean; {@code app} does, and
 * {@code shell} shows them.
 */
@NullMarked
package reliablep2p.settings;

import org.jspecify.annotations.NullMarked;
