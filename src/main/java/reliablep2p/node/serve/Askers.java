package reliablep2p.node.serve;

import java.io.IOException;
import java.util.Optional;
import reliablep2p.model.Limits;
import reliablep2p.model.Member;
import reliablep2p.net.Connection;
import reliablep2p.node.state.Knowledge;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;

/** Tells members from others before anything is answered. Thread-safe; has no state of its own. */
public final class Askers {
    private final Knowledge knowledge;
    private final Limits limits;

    /** Makes it. */
    public Askers(Knowledge knowledge, Limits limits) {
        this.knowledge = knowledge;
        this.limits = limits;
    }

    /** Welcomes a member before it has asked for anything; of others, {@link #admit} decides. */
    public void greet(Connection connection) {
        if (knowledge.peers().find(connection.remoteId()).isPresent()) {
            connection.welcome();
        }
    }

    /**
     * The member at the other end; anybody else is told that it is none.
     *
     * @throws IOException if the connection failed
     */
    public Optional<Member> admit(Connection connection) throws IOException {
        if (knowledge.roles().expulsion(connection.remoteId()).isPresent()) {
            connection.closeWith(new ErrorAnswer(ErrorCode.NOT_MEMBER, "you were expelled from this network"));
            return Optional.empty();
        }
        Optional<Member> asker = knowledge.peers().await(connection.remoteId(), limits.newcomer());
        if (asker.isEmpty()) {
            connection.closeWith(new ErrorAnswer(ErrorCode.NOT_MEMBER, "you are no member of this network here"));
        } else {
            connection.welcome();
        }
        return asker;
    }
}
