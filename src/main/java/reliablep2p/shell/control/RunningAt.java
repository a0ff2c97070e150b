package reliablep2p.shell.control;

import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Address;

/**
 * Which peer it is that takes commands.
 *
 * @param port its own
 * @param databasePort that of its network's database peer
 */
public record RunningAt(int port, int databasePort) {
    static RunningAt read(JsonObject json) throws JsonException {
        return new RunningAt(
                (int) json.integer("port", 0, Address.MAX_PORT), (int) json.integer("db_port", 0, Address.MAX_PORT));
    }

    JsonBuilder json() {
        return JsonBuilder.object().put("port", port).put("db_port", databasePort);
    }
}
