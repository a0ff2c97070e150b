package reliablep2p.protocol;

/** A message that the side which was dialled sends. */
public sealed interface Answer extends Message
        permits DoneAnswer, ErrorAnswer, FileAnswer, MapAnswer, PongAnswer, UpdateCatalog, UpdatePeers {}
