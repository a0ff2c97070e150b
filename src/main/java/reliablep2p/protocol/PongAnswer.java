package reliablep2p.protocol;

/**
 * {@code pong}: the answer to {@link PingRequest}.
 */
public record PongAnswer() implements Answer {}
