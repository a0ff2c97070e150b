package reliablep2p.shell.control;

import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Screen;
import reliablep2p.shell.output.Style;

/**
 * How whoever sends commands wants to see the answers.
 *
 * @param json as objects rather than as text
 * @param quiet without what was not asked for
 * @param styled with colours
 * @param progress with lines that tell how a command goes on
 */
public record Presentation(boolean json, boolean quiet, boolean styled, boolean progress) {
    static Presentation read(JsonObject json) throws JsonException {
        return new Presentation(json.bool("json"), json.bool("quiet"), json.bool("styled"), json.bool("progress"));
    }

    JsonBuilder toJson() {
        return JsonBuilder.object()
                .put("json", json)
                .put("quiet", quiet)
                .put("styled", styled)
                .put("progress", progress);
    }

    /** Everything that is printed on this screen. */
    public Output on(Screen screen) {
        Output output = json ? Output.json(screen) : Output.text(screen, new Style(styled));
        return quiet ? output.quiet() : output;
    }
}
