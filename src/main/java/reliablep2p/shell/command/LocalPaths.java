package reliablep2p.shell.command;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reliablep2p.model.Printable;

/** Paths of this machine as they are typed: {@code ~} is the person's home. */
public final class LocalPaths {
    /** A key press looks at no more entries of a directory. */
    private static final int MOST = 10_000;

    private static final String HOME = "~/";

    private LocalPaths() {}

    /** The path that a word means. */
    static Path of(String typed) throws CommandException {
        try {
            return Path.of(expanded(typed));
        } catch (InvalidPathException e) {
            throw CommandException.usage(Printable.text(typed) + " is no path in this locale");
        }
    }

    private static String expanded(String typed) {
        boolean home = typed.equals("~") || typed.startsWith(HOME);
        return home ? System.getProperty("user.home") + typed.substring(1) : typed;
    }

    /**
     * What may be meant by the beginning of a path: entries of its directory, directories with a slash at the end. Hidden
     * ones only after a dot. Names that can't be typed are left out.
     */
    static List<String> beginning(String typed) {
        if (typed.equals("~")) {
            return List.of(HOME);
        }
        int slash = typed.lastIndexOf('/');
        String parent = typed.substring(0, slash + 1);
        String name = typed.substring(slash + 1).toLowerCase(Locale.ROOT);
        List<String> entries = new ArrayList<>();
        try (DirectoryStream<Path> directory = Files.newDirectoryStream(Path.of(expanded(parent)))) {
            int looked = 0;
            for (Path entry : directory) {
                String text = String.valueOf(entry.getFileName());
                if (text.toLowerCase(Locale.ROOT).startsWith(name)
                        && (!text.startsWith(".") || !name.isEmpty())
                        && Printable.text(text).equals(text)) {
                    entries.add(parent + text + (Files.isDirectory(entry) ? "/" : ""));
                }
                if (++looked == MOST) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return List.of(); // Nothing there that could be offered.
        }
        entries.sort(null);
        return entries;
    }

    /**
     * A command whose paths mean the same to a process that runs in another directory.
     *
     * @param words of one command
     */
    public static List<String> absolute(List<String> words) {
        int first = firstPath(words);
        List<String> absolute = new ArrayList<>(words);
        for (int i = first; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                absolute.set(i, absolute(word));
            }
        }
        return absolute;
    }

    private static int firstPath(List<String> words) {
        if (words.get(0).equals(ShareCommand.NAME)) {
            return 1;
        }
        boolean verify = words.size() > 2
                && words.get(0).equals(CatalogCommand.NAME)
                && words.get(1).equals(CatalogCommand.VERIFY);
        return verify ? 2 : words.size();
    }

    private static String absolute(String word) {
        try {
            return Path.of(expanded(word)).toAbsolutePath().toString();
        } catch (InvalidPathException e) {
            return word; // Whoever runs the command says so.
        }
    }
}
