package reliablep2p.protocol;

/**
 * {@code done}: what was asked for has happened, and there is nothing to tell.
 */
public record DoneAnswer() implements Answer {}
