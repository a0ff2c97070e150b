package reliablep2p.protocol;

/** One frame's meaning; each message is described in {@code docs/PROTOCOL.md}, section "Messages". */
public sealed interface Message permits Request, Answer {}
