package reliablep2p.shell.output;

import java.util.ArrayList;
import java.util.List;
import reliablep2p.json.JsonBuilder;
import reliablep2p.settings.Setting;
import reliablep2p.settings.Source;

/** {@code config} for a program: a line for each setting, and one for the file. */
final class SettingsJson {
    private SettingsJson() {}

    static List<JsonBuilder> of(Answer.Settings answer) {
        List<JsonBuilder> lines = new ArrayList<>();
        answer.settings().forEach(setting -> lines.add(of(setting)));
        JsonBuilder file = JsonRenderer.event("settings_file");
        answer.file().ifPresent(path -> file.put("path", path.toString()));
        lines.add(file.put("exists", answer.exists()));
        return lines;
    }

    private static JsonBuilder of(Setting setting) {
        JsonBuilder json = JsonRenderer.event("setting").put("name", setting.name());
        setting.value().ifPresent(value -> json.put("value", value));
        Source source = setting.source();
        if (source instanceof Source.Environment environment) {
            return json.put("source", "environment").put("variable", environment.variable());
        }
        if (source instanceof Source.File file) {
            return json.put("source", "file")
                    .put("path", file.path().toString())
                    .put("line", file.line());
        }
        if (source instanceof Source.Asked) {
            return json.put("source", "asked");
        }
        return json.put("source", source instanceof Source.CommandLine ? "command_line" : "default");
    }
}
