package reliablep2p.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file with a person's settings, as it was when it was read.
 *
 * @param path where it is looked for; nothing if the environment names no place
 * @param exists whether it was there
 * @param entries what its lines say, in their order; every name once
 */
public record SettingsFile(Optional<Path> path, boolean exists, List<Entry> entries) {
    /** More is no settings file. */
    static final int MAX_BYTES = 64 * 1024;

    /** Checks and copies. */
    public SettingsFile {
        entries = List.copyOf(entries);
    }

    /**
     * {@code NAME = VALUE}.
     *
     * @param line counted from 1
     */
    public record Entry(String name, String value, int line) {}

    /** No file at all. */
    public static SettingsFile none() {
        return new SettingsFile(Optional.empty(), false, List.of());
    }

    /**
     * Where the file is to be: {@code reliablep2p/config} in {@code XDG_CONFIG_HOME}, or in {@code .config} of
     * {@code HOME}. The XDG Base Directory Specification wants a path that is not absolute to be ignored.
     */
    public static Optional<Path> place(Map<String, String> environment) {
        Path base = absolute(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        if (base == null) {
            Path home = absolute(environment.getOrDefault("HOME", ""));
            base = home == null ? null : home.resolve(".config");
        }
        return base == null ? Optional.empty() : Optional.of(base.resolve("reliablep2p/config"));
    }

    private static @Nullable Path absolute(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? path : null;
        } catch (InvalidPathException e) {
            // No file can be there.
            return null;
        }
    }

    /**
     * Reads the file, if it is there. A folder on the way that may not be entered counts as not there: a service often
     * has the {@code HOME} of somebody else.
     *
     * @throws SettingsException if it is no regular file, too large, no text, or has a line that says nothing
     */
    public static SettingsFile read(Optional<Path> place) throws SettingsException {
        if (place.isEmpty() || !Files.exists(place.get())) {
            return new SettingsFile(place, false, List.of());
        }
        Path path = place.get();
        // Opening a pipe would block until somebody writes to it.
        if (!Files.isRegularFile(path)) {
            throw new SettingsException(path + " is not a regular file; move it away, or make it one");
        }
        return new SettingsFile(place, true, new SettingsLines(path).entries(bytes(path)));
    }

    private static byte[] bytes(Path path) throws SettingsException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (AccessDeniedException e) {
            throw new SettingsException(path + " can't be read: permission denied");
        } catch (IOException e) {
            throw new SettingsException(path + " can't be read: " + e.getMessage());
        }
        if (bytes.length > MAX_BYTES) {
            throw new SettingsException(path + " has more than " + MAX_BYTES + " bytes; that is no settings file");
        }
        return bytes;
    }
}
