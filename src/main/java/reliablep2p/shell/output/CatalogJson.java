package reliablep2p.shell.output;

import java.util.function.Consumer;
import reliablep2p.json.JsonBuilder;
import reliablep2p.model.Approval;
import reliablep2p.model.FileVersion;
import reliablep2p.model.Revocation;
import reliablep2p.node.CatalogCheck;
import reliablep2p.node.CatalogStatus;
import reliablep2p.node.PendingFile;
import reliablep2p.node.ShareOutcome;

/** Answers about files and the journal for a program. */
record CatalogJson(Consumer<JsonBuilder> lines) implements CatalogRenderer {
    @Override
    public void versions(CatalogAnswer.Versions answer) {
        for (FileVersion version : answer.versions()) {
            lines.accept(version(JsonRenderer.event("version"), version));
        }
    }

    private static JsonBuilder version(JsonBuilder json, FileVersion version) {
        return of(JsonRenderer.file(json, version.file()), version);
    }

    /** Which version it is, how it came into the catalog, and whether it was taken back. */
    static JsonBuilder of(JsonBuilder json, FileVersion version) {
        Approval approval = version.approval();
        json.put("version", version.number())
                .put("approved", Times.json(approval.when()))
                .put("by", approval.by().word());
        approval.sharer().ifPresent(sharer -> json.put("sharer", sharer.hex()));
        version.revocation().ifPresent(revocation -> revoked(json, revocation));
        return json;
    }

    static void revoked(JsonBuilder json, Revocation revocation) {
        json.put("revoked", Times.json(revocation.when())).put("why", revocation.why());
    }

    @Override
    public void pending(CatalogAnswer.Pending answer) {
        for (PendingFile file : answer.files()) {
            lines.accept(
                    pending("pending", file).put("state", file.state().word()).put("since", Times.json(file.since())));
        }
    }

    private static JsonBuilder pending(String event, PendingFile file) {
        JsonBuilder json = JsonRenderer.file(JsonRenderer.event(event), file.file())
                .put("version", file.version())
                .put("sharer", file.sharer().hex());
        file.member().ifPresent(member -> JsonRenderer.address(json, member.address()));
        return json;
    }

    @Override
    public void journal(CatalogAnswer.Journal answer) {
        CatalogStatus status = answer.status();
        JsonBuilder json = JsonRenderer.event("catalog");
        status.network().ifPresent(network -> json.put("network", network.hex()));
        json.put("path", status.path().toString())
                .put("entries", status.entries())
                .put("bytes", status.bytes())
                .put("files", status.files());
        status.signed().ifPresent(signed -> json.put("signed", Times.json(signed)));
        status.expires().ifPresent(expires -> json.put("expires", Times.json(expires)));
        lines.accept(json.put("expired", status.expired()));
    }

    @Override
    public void checked(CatalogAnswer.Checked answer) {
        JsonBuilder json = JsonRenderer.event("catalog_check")
                .put("path", answer.check().path().toString());
        if (answer.check() instanceof CatalogCheck.Broken broken) {
            lines.accept(json.put("proved", false)
                    .put("code", ExitCode.VERIFICATION.number())
                    .put("line", broken.line())
                    .put("why", broken.why()));
            return;
        }
        CatalogCheck.Proved proved = (CatalogCheck.Proved) answer.check();
        lines.accept(json.put("proved", true)
                .put("code", ExitCode.DONE.number())
                .put("network", proved.network().hex())
                .put("known", proved.known())
                .put("entries", proved.entries())
                .put("signed", Times.json(proved.signed()))
                .put("expires", Times.json(proved.expires()))
                .put("expired", proved.expired()));
    }

    @Override
    public void expired(CatalogAnswer.Expired answer) {
        lines.accept(JsonRenderer.event("catalog_expired").put("expired", Times.json(answer.when())));
    }

    @Override
    public void shared(CatalogAnswer.Shared answer) {
        ShareEnd end = answer.end();
        if (end instanceof ShareEnd.Approved approved) {
            ShareOutcome.Approved outcome = approved.outcome();
            lines.accept(JsonRenderer.file(JsonRenderer.event("shared"), outcome.file())
                    .put("state", "approved")
                    .put("version", outcome.version())
                    .put("already", outcome.already()));
        } else if (end instanceof ShareEnd.Waiting waiting) {
            lines.accept(JsonRenderer.file(
                            JsonRenderer.event("shared"), waiting.outcome().file())
                    .put("state", "waiting"));
        } else if (end instanceof ShareEnd.NotShared failed) {
            lines.accept(JsonRenderer.error(failed.failure()).put("name", failed.path()));
        }
    }

    @Override
    public void sharedSeveral(CatalogAnswer.SharedSeveral answer) {
        lines.accept(JsonRenderer.event("shared_all")
                .put("files", answer.ends().size())
                .put("approved", answer.count(ShareEnd.Approved.class))
                .put("waiting", answer.count(ShareEnd.Waiting.class))
                .put("failed", answer.count(ShareEnd.NotShared.class))
                .put("cancelled", answer.count(ShareEnd.Stopped.class))
                .put("seconds", Quantities.seconds(answer.took()))
                .put("code", answer.code().number()));
    }

    @Override
    public void approved(CatalogAnswer.Approved answer) {
        lines.accept(version(JsonRenderer.event("approved"), answer.version()));
    }

    @Override
    public void rejected(CatalogAnswer.Rejected answer) {
        for (PendingFile file : answer.files()) {
            lines.accept(pending("rejected", file).put("why", answer.why()));
        }
    }

    @Override
    public void revoked(CatalogAnswer.Revoked answer) {
        JsonBuilder json =
                JsonRenderer.event("revoked").put("name", answer.name().text());
        answer.version().ifPresent(version -> json.put("version", version));
        lines.accept(json.put(
                        "versions",
                        answer.versions().stream()
                                .map(version -> version(JsonBuilder.object(), version))
                                .toList())
                .put("why", answer.why()));
    }
}
