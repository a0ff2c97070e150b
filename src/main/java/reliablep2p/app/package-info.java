/**
 * The program: its options, the wiring of everything by hand, how it ends, and where its log goes.
 *
 * <p>Imports everything below; nobody imports it. picocli reads the options here, slf4j-simple is configured here. What is
 * not typed comes from the environment and the settings file.
 */
@NullMarked
package reliablep2p.app;

import org.jspecify.annotations.NullMarked;
