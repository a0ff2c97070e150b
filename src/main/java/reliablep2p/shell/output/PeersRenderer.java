package reliablep2p.shell.output;

/** Turns answers about peers and their roles into lines; one method for each kind of answer. */
public interface PeersRenderer {
    /** Renders {@link PeersAnswer.Trusted}. */
    void trusted(PeersAnswer.Trusted answer);

    /** Renders {@link PeersAnswer.Known}. */
    void known(PeersAnswer.Known answer);

    /** Renders {@link PeersAnswer.Given}. */
    void given(PeersAnswer.Given answer);

    /** Renders {@link PeersAnswer.Taken}. */
    void taken(PeersAnswer.Taken answer);

    /** Renders {@link PeersAnswer.Invitation}. */
    void invitation(PeersAnswer.Invitation answer);

    /** Renders {@link PeersAnswer.Expelled}. */
    void expelled(PeersAnswer.Expelled answer);

    /** Renders {@link PeersAnswer.TrustReset}. */
    void trustReset(PeersAnswer.TrustReset answer);
}
