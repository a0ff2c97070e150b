package reliablep2p.shell.output;

import java.util.Locale;
import java.util.function.Consumer;
import reliablep2p.json.JsonBuilder;
import reliablep2p.node.Download;

/** Answers about transfers for a program. */
record TransferJson(Consumer<JsonBuilder> lines) {
    void print(TransferAnswer answer) {
        if (answer instanceof TransferAnswer.Downloads all) {
            all.downloads().forEach(download -> lines.accept(json(download)));
        } else if (answer instanceof TransferAnswer.Paused paused) {
            lines.accept(JsonRenderer.file(JsonRenderer.event("paused"), paused.file()));
        } else if (answer instanceof TransferAnswer.Dropped dropped) {
            lines.accept(JsonRenderer.file(JsonRenderer.event("dropped"), dropped.file()));
        } else if (answer instanceof TransferAnswer.Limits limits) {
            lines.accept(JsonRenderer.event("limits").put("up", limits.up()).put("down", limits.down()));
        }
    }

    private static JsonBuilder json(Download download) {
        JsonBuilder json = JsonRenderer.file(JsonRenderer.event("download"), download.file())
                .put("received", download.received())
                .put("state", download.state().name().toLowerCase(Locale.ROOT));
        download.only().ifPresent(id -> json.put("only", id.hex()));
        download.expires().ifPresent(expires -> json.put("expires", Times.json(expires)));
        return json;
    }
}
