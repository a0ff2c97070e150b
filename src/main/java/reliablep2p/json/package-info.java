/**
 * Strict JSON (RFC 8259): one object in, read field by field with checks; one object out, safe to show on a terminal.
 *
 * <p>Imports Gson, of which it is the only user, and the JDK; knows nothing of messages or files, so that the wire,
 * the files on disk and the output for programs all hold to the same rules. The reason for the package is in
 * {@code docs/decisions/0001-json-package.md}; the rules are in {@code docs/PROTOCOL.md}, section "Frames".
 */
@NullMarked
package reliablep2p.json;

import org.jspecify.annotations.NullMarked;
