package reliablep2p.node.database;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.AdmittedAnswer;
import reliablep2p.protocol.Answer;

/**
 * What a new member is told after the peer list: that it is admitted, which it can prove to others, and what has become
 * of its offers. Thread-safe, as its parts are.
 *
 * @param admission signs for a member that it is one
 * @param offers what is still to be told of a member's offers
 */
record Greeting(Function<PeerId, AdmittedAnswer> admission, Function<PeerId, ? extends List<? extends Answer>> offers) {
    List<Answer> of(PeerId member) {
        List<Answer> greeting = new ArrayList<>();
        greeting.add(admission.apply(member));
        greeting.addAll(offers.apply(member));
        return List.copyOf(greeting);
    }
}
