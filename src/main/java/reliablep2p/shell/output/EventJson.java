package reliablep2p.shell.output;

import reliablep2p.json.JsonBuilder;
import reliablep2p.node.NodeEvent;

/** The object that a program reads of an event. */
final class EventJson {
    private EventJson() {}

    static JsonBuilder of(NodeEvent event) {
        if (event instanceof NodeEvent.Joined joined) {
            return JsonRenderer.peer(JsonRenderer.event("joined"), joined.member());
        }
        if (event instanceof NodeEvent.Left left) {
            return JsonRenderer.peer(JsonRenderer.event("left"), left.member()).put("lost", left.lost());
        }
        if (event instanceof NodeEvent.Served served) {
            return JsonRenderer.file(JsonRenderer.event("served"), served.file())
                    .put("to", JsonRenderer.of(served.to()));
        }
        if (event instanceof NodeEvent.FileListed listed) {
            return JsonRenderer.file(JsonRenderer.event("listed"), listed.file());
        }
        return trouble(event);
    }

    private static JsonBuilder trouble(NodeEvent event) {
        if (event instanceof NodeEvent.FileSkipped skipped) {
            return JsonRenderer.event("skipped").put("name", skipped.name()).put("reason", skipped.reason());
        }
        if (event instanceof NodeEvent.DatabaseLost lost) {
            return JsonRenderer.event("database_lost").put("reason", lost.reason());
        }
        if (event instanceof NodeEvent.DatabaseFound) {
            return JsonRenderer.event("database_found");
        }
        if (event instanceof NodeEvent.FileDamaged damaged) {
            return JsonRenderer.file(JsonRenderer.event("damaged"), damaged.file())
                    .put("aside", damaged.aside().toString());
        }
        if (event instanceof NodeEvent.FileRepaired repaired) {
            return JsonRenderer.file(JsonRenderer.event("repaired"), repaired.file());
        }
        if (event instanceof NodeEvent.Warning warning) {
            return JsonRenderer.event("warning").put("message", warning.message());
        }
        return CatalogEventJson.of(event);
    }
}
