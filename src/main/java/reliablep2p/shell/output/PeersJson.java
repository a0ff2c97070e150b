package reliablep2p.shell.output;

import java.util.Optional;
import java.util.function.Consumer;
import reliablep2p.json.JsonBuilder;
import reliablep2p.model.Member;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedPeer;
import reliablep2p.node.Acquaintance;

/** Answers about peers and their roles for a program. */
record PeersJson(Consumer<JsonBuilder> lines) implements PeersRenderer {
    @Override
    public void trusted(PeersAnswer.Trusted answer) {
        for (TrustedPeer peer : answer.peers()) {
            lines.accept(role("trusted", peer, answer.who().member(peer.id())));
        }
    }

    private static JsonBuilder role(String event, TrustedPeer peer, Optional<Member> member) {
        return who(event, peer.id(), member).put("note", peer.note()).put("since", Times.json(peer.since()));
    }

    private static JsonBuilder who(String event, PeerId id, Optional<Member> member) {
        JsonBuilder json = JsonRenderer.event(event).put("id", id.hex());
        member.ifPresent(there -> JsonRenderer.address(json, there.address()));
        return json;
    }

    @Override
    public void known(PeersAnswer.Known answer) {
        answer.peers()
                .forEach(peer ->
                        lines.accept(of("member", peer).put("self", peer.id().equals(answer.self()))));
    }

    private static JsonBuilder of(String event, Acquaintance peer) {
        JsonBuilder json = who(event, peer.id(), peer.member());
        peer.member().ifPresent(member -> json.put("role", member.role().word()));
        json.put("here", peer.member().isPresent()).put("trusted", peer.role().isPresent());
        peer.role().ifPresent(role -> json.put("note", role.note()).put("since", Times.json(role.since())));
        peer.admitted().ifPresent(when -> json.put("admitted", Times.json(when)));
        peer.expulsion()
                .ifPresent(expulsion ->
                        json.put("expelled", Times.json(expulsion.when())).put("why", expulsion.why()));
        return json;
    }

    @Override
    public void given(PeersAnswer.Given answer) {
        lines.accept(role("trust_given", answer.peer(), answer.member()));
    }

    @Override
    public void taken(PeersAnswer.Taken answer) {
        lines.accept(role("trust_taken", answer.peer(), answer.member()));
    }

    @Override
    public void invitation(PeersAnswer.Invitation answer) {
        lines.accept(JsonRenderer.event("invitation")
                .put("invitation", answer.text())
                .put("uses", answer.uses())
                .put("valid_seconds", answer.validity().toSeconds()));
    }

    @Override
    public void expelled(PeersAnswer.Expelled answer) {
        lines.accept(of("expelled", answer.peer()));
    }

    @Override
    public void trustReset(PeersAnswer.TrustReset answer) {
        JsonBuilder json = JsonRenderer.address(JsonRenderer.event("trust_reset"), answer.database())
                .put("forgot", answer.forgot());
        answer.forgotten().ifPresent(id -> json.put("id", id.hex()));
        lines.accept(json);
    }
}
