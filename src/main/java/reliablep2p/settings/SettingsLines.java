package reliablep2p.settings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the lines of a settings file: {@code NAME = VALUE}, comments from {@code #} on, empty ones. One use each. */
final class SettingsLines {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path path;
    private final List<SettingsFile.Entry> entries = new ArrayList<>();

    /** From each name to its line. */
    private final Map<String, Integer> lines = new HashMap<>();

    SettingsLines(Path path) {
        this.path = path;
    }

    /**
     * What the lines say.
     *
     * @throws SettingsException that names the first line that will not do
     */
    List<SettingsFile.Entry> entries(byte[] bytes) throws SettingsException {
        int number = 1;
        int begin = 0;
        while (begin < bytes.length) {
            int end = begin;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            add(text(ByteBuffer.wrap(bytes, begin, end - begin), number), number);
            begin = end + 1;
            number++;
        }
        return entries;
    }

    private String text(ByteBuffer line, int number) throws SettingsException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(line).toString();
            // Some editors begin a file with it.
            return (number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
        } catch (CharacterCodingException e) {
            throw wrong(number, "it is not UTF-8 text");
        }
    }

    private void add(String line, int number) throws SettingsException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals <= 0) {
            throw wrong(number, "'" + line + "' is not NAME = VALUE; # begins a comment");
        }
        String name = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (value.isEmpty()) {
            throw wrong(number, name + " has no value; # in front of the line takes it out");
        }
        Integer before = lines.putIfAbsent(name, number);
        if (before != null) {
            throw wrong(number, name + " is set in line " + before + " already");
        }
        entries.add(new SettingsFile.Entry(name, value, number));
    }

    private SettingsException wrong(int number, String why) {
        return new SettingsException(path + " line " + number + ": " + why);
    }
}
