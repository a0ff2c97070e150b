package reliablep2p.shell.output;

import reliablep2p.json.JsonBuilder;
import reliablep2p.node.FileDetails;
import reliablep2p.node.Holder;
import reliablep2p.node.Provenance;

/** The object that a program reads of {@code info}. */
final class DetailsJson {
    private DetailsJson() {}

    static JsonBuilder of(FileDetails details, WhoIsWho who) {
        JsonBuilder json = JsonRenderer.file(JsonRenderer.event("info"), details.file())
                .put("listed", details.listedSince().isPresent())
                .put("held", details.copy().filter(FileDetails.Copy::served).isPresent());
        details.listedSince().ifPresent(since -> json.put("listed_since", Times.json(since)));
        details.version().ifPresent(version -> CatalogJson.of(json, version));
        details.version()
                .flatMap(version -> version.approval().sharer())
                .ifPresent(sharer -> json.put("sharer_trusted", who.role(sharer).isPresent()));
        details.copy().ifPresent(copy -> json.put("copy", copy(copy)));
        return json.put(
                "holders", details.holders().stream().map(DetailsJson::holder).toList());
    }

    private static JsonBuilder copy(FileDetails.Copy copy) {
        return JsonBuilder.object()
                .put("path", copy.path().toString())
                .put("size", copy.file().size())
                .put("sha256", copy.file().sha256().hex())
                .put("modified", Times.json(copy.modified()))
                .put("served", copy.served());
    }

    private static JsonBuilder holder(Holder holder) {
        JsonBuilder json = JsonBuilder.object();
        holder.member()
                .ifPresentOrElse(
                        member -> JsonRenderer.peer(json, member),
                        () -> json.put("id", holder.id().hex()));
        json.put("away", holder.away());
        Provenance how = holder.how();
        if (how instanceof Provenance.Here) {
            return json.put("known", "here");
        }
        if (how instanceof Provenance.Backup) {
            return json.put("known", "backup");
        }
        if (how instanceof Provenance.Seen seen) {
            return json.put("known", "seen").put("day", seen.day().toString());
        }
        Provenance.Told told = (Provenance.Told) how;
        return json.put("known", "told")
                .put("teller", told.teller().hex())
                .put("day", told.day().toString());
    }
}
