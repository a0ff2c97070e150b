package reliablep2p.shell.output;

import reliablep2p.settings.Setting;
import reliablep2p.settings.Source;

/** {@code config} for a person. */
final class SettingsText {
    private SettingsText() {}

    static Table table(Answer.Settings answer) {
        Table table = new Table()
                .column("Setting", Table.Kind.WORD)
                .column("Value", Table.Kind.NAME)
                .column("From", Table.Kind.NAME);
        for (Setting setting : answer.settings()) {
            String value = setting.value().map(Printable::text).orElse("(asked for at the start)");
            table.row(setting.name(), value, source(setting.source()));
        }
        return table;
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
