/**
 * The program's behaviour as seen from above it: what the two roles are asked for, answer and announce.
 *
 * <p>This package holds the values; the packages below it hold the work. {@code state} is what a peer knows,
 * {@code serve} answers requests, {@code fetch} gets files, {@code peer} and {@code database} are the two roles, each
 * composed of those. Imports {@code net}, {@code protocol}, {@code storage}, {@code trust}, {@code model}; prints nothing.
 */
@NullMarked
package reliablep2p.node;

import org.jspecify.annotations.NullMarked;
