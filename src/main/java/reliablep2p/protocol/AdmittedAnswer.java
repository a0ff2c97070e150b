package reliablep2p.protocol;

import reliablep2p.model.SignedText;

/**
 * {@code admitted}, in the membership connection: the receiver belongs to the network, and can prove it to others with
 * {@link HelloRequest} while the database peer is away.
 *
 * @param admission what the database peer has signed for the receiver
 */
public record AdmittedAnswer(SignedText admission) implements Answer {}
