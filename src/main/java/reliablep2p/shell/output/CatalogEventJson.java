package reliablep2p.shell.output;

import reliablep2p.json.JsonBuilder;
import reliablep2p.model.PeerId;
import reliablep2p.node.NodeEvent;

/** The object that a program reads of an event that has to do with what the operator decides, and who is believed. */
final class CatalogEventJson {
    private CatalogEventJson() {}

    static JsonBuilder of(NodeEvent event) {
        if (event instanceof NodeEvent.FileRevoked revoked) {
            JsonBuilder json = JsonRenderer.event("file_revoked")
                    .put("name", revoked.name().text())
                    .put("why", revoked.why());
            revoked.version().ifPresent(version -> json.put("version", version));
            return json;
        }
        if (event instanceof NodeEvent.OfferWaits offer) {
            return JsonRenderer.file(JsonRenderer.event("offer_waits"), offer.file())
                    .put("sharer", offer.sharer().hex());
        }
        if (event instanceof NodeEvent.OfferDecided decided) {
            return JsonRenderer.file(JsonRenderer.event("offer_decided"), decided.file())
                    .put("state", decided.state().word())
                    .put("version", decided.version())
                    .put("why", decided.why());
        }
        return peer(event);
    }

    private static JsonBuilder peer(NodeEvent event) {
        if (event instanceof NodeEvent.RoleGranted granted) {
            return peer("role_granted", granted.peer()).put("note", granted.note());
        }
        if (event instanceof NodeEvent.RoleTaken taken) {
            return peer("role_taken", taken.peer());
        }
        if (event instanceof NodeEvent.Expelled expelled) {
            return peer("peer_expelled", expelled.peer()).put("why", expelled.why());
        }
        if (event instanceof NodeEvent.Alarm alarm) {
            return JsonRenderer.event("alarm")
                    .put("reason", alarm.reason().word())
                    .put("message", alarm.message());
        }
        throw new IllegalArgumentException("an event without JSON: " + event.getClass());
    }

    private static JsonBuilder peer(String event, PeerId id) {
        return JsonRenderer.event(event).put("id", id.hex());
    }
}
