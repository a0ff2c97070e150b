package reliablep2p.model;

import java.time.Duration;

/**
 * Every limit and deadline of the program, in one place. {@code docs/PROTOCOL.md}, section "Limits", lists the
 * defaults. Tests make copies with shorter deadlines.
 *
 * @param controlFrame the longest frame but a map, in bytes
 * @param mapFrame the longest frame that carries a map, in bytes
 * @param handshake from the accepted or begun connection to the end of the TLS handshake
 * @param frame from the first byte of a frame to its last, in either direction
 * @param answer from the end of a request to the first byte of its answer
 * @param idle how long a served connection may wait for its next request
 * @param pace the window in which file bytes must have moved by {@code paceBytes}
 * @param paceBytes bytes a window; slower transfers are ended
 * @param strangers connections on which nothing has been granted yet, at most; then the oldest gives way
 * @param connectionsPerPeer connections of one id, at most
 * @param uploadsPerPeer files served to one id at a time, at most
 * @param uploads files served at a time to all together, at most
 * @param heartbeat how often a member tells the database peer that it lives, and is answered
 * @param silence after this much silence on its open connection a member, or the database peer, counts as gone
 * @param reconnect how long a member waits between two tries to find its database peer again
 * @param newcomer how long a served peer waits for the news that an unknown asker has joined
 * @param learning how long the map of who gave a file may take, once the file is complete
 * @param farewell how long all of {@code disconnect} may take
 * @param signature how long a signature of the catalog, or an admission, holds
 * @param renewal how old the signature of the catalog gets while the database peer runs
 * @param polling how often a member asks others for news of the catalog while the database peer is away
 */
public record Limits(
        int controlFrame,
        int mapFrame,
        Duration handshake,
        Duration frame,
        Duration answer,
        Duration idle,
        Duration pace,
        long paceBytes,
        int strangers,
        int connectionsPerPeer,
        int uploadsPerPeer,
        int uploads,
        Duration heartbeat,
        Duration silence,
        Duration reconnect,
        Duration newcomer,
        Duration learning,
        Duration farewell,
        Duration signature,
        Duration renewal,
        Duration polling) {

    /** JSON nests at most this deep in a frame. */
    public static final int JSON_DEPTH = 8;

    /** The limits that the program runs with. */
    public static Limits defaults() {
        return new Limits(
                64 * 1024,
                256 * 1024,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                64 * 1024,
                256,
                32,
                8,
                64,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofDays(7),
                Duration.ofDays(1),
                Duration.ofSeconds(2));
    }
}
