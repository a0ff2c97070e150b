package reliablep2p.shell.output;

import reliablep2p.model.Printable;
import reliablep2p.settings.Setting;
import reliablep2p.settings.Source;

/** {@code config} for a person. */
final class SettingsText {
    private SettingsText() {}

    static Table<Setting> table() {
        return new Table<Setting>()
                .column("Setting", Table.Kind.WORD, Setting::name)
                .column(
                        "Value",
                        Table.Kind.NAME,
                        setting -> setting.value().map(Printable::text).orElse("(asked for at the start)"))
                .column("From", Table.Kind.NAME, setting -> source(setting.source()));
    }

    private static String source(Source source) {
        if (source instanceof Source.Environment environment) {
            return "environment " + environment.variable();
        }
        if (source instanceof Source.File file) {
            return "file " + Printable.text(file.path().toString()) + " line " + file.line();
        }
        if (source instanceof Source.Asked) {
            return "asked at the start";
        }
        return source instanceof Source.CommandLine ? "command line" : "default";
    }

    static String file(Answer.Settings answer) {
        return answer.file()
                .map(path -> "The settings file is " + Printable.text(path.toString())
                        + (answer.exists() ? "." : "; it is not there."))
                .orElse("There is no settings file: neither XDG_CONFIG_HOME nor HOME names a place for it.");
    }
}
