package reliablep2p.protocol;

/** A message that the side which was dialled sends. */
public sealed interface Answer extends Message
        permits AdmittedAnswer,
                Bodied,
                ClearAnswer,
                DoneAnswer,
                ErrorAnswer,
                MapAnswer,
                OfferAnswer,
                PongAnswer,
                UpdatePeers {}
