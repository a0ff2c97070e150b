package reliablep2p.campaign;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import reliablep2p.model.Sha256;

/** Everything in a directory but what belongs to peers: from each path to what it is, links not followed. */
final class Tree {
    private static final Pattern OF_A_PEER = Pattern.compile("db|port_\\d+");

    private Tree() {}

    /** Names, kinds, sizes, times of the last change, and what files hold and links say. */
    static Map<String, String> around(Path directory) throws IOException {
        Map<String, String> all = new TreeMap<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (OF_A_PEER.matcher(folder.getFileName().toString()).matches()) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return visitFile(folder, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                all.put(directory.relativize(path).toString(), described(path, attributes));
                return FileVisitResult.CONTINUE;
            }
        });
        return all;
    }

    private static String described(Path path, BasicFileAttributes attributes) throws IOException {
        String what = "";
        if (attributes.isSymbolicLink()) {
            what = " -> " + Files.readSymbolicLink(path);
        } else if (attributes.isRegularFile()) {
            what = " " + attributes.size() + " "
                    + Sha256.of(Files.readAllBytes(path)).hex();
        }
        return Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) + what + " "
                + attributes.lastModifiedTime();
    }
}
