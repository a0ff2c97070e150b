/** Benchmarks of the hot spots, run by JMH in the profile {@code bench}; never part of the program's jar. */
@org.jspecify.annotations.NullMarked
package reliablep2p.bench;
