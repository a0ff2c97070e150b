package reliablep2p.shell.output;

import reliablep2p.json.JsonBuilder;

/** Several files for a program. */
final class SeveralJson {
    private SeveralJson() {}

    static JsonBuilder of(FetchEnd.NotGot end) {
        return JsonRenderer.event("error")
                .put("code", end.failure().code().number())
                .put("message", end.failure().message())
                .put("name", end.name());
    }

    static JsonBuilder of(Answer.FetchedSeveral answer) {
        SeveralEnds ends = answer.ends();
        long checked = ends.here().stream().filter(FetchEnd.Here::checked).count();
        return JsonRenderer.event("got")
                .put("files", ends.files())
                .put("fetched", ends.got().size())
                .put("present", checked)
                .put("skipped", ends.here().size() - checked)
                .put("failed", ends.notGot().size())
                .put("cancelled", ends.stopped())
                .put("bytes", ends.bytes())
                .put("seconds", Quantities.seconds(answer.took()))
                .put("code", ends.code().number());
    }
}
