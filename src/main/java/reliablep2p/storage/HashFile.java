package reliablep2p.storage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonBuilder;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;

/**
 * The state file {@value #NAME}: a JSON object a line for each file, and a last line with the SHA-256 of all lines
 * before it. Without the right last line none of the file is believed. The first line names the folder in which it was
 * written: a copy of it, in another folder, tells nothing of the files there. Stateless.
 */
final class HashFile {
    static final String NAME = "hashes.jsonl";

    private static final int MAX_FILES = 1_000_000;
    private static final int MAX_LINE = 4 * 1024;
    private static final int DEPTH = 1;
    private static final String END = "lines-sha256";
    private static final String FOLDER = "folder-inode";

    private HashFile() {}

    /**
     * Reads all of it, or nothing; nothing either if it was written in another folder.
     *
     * @throws DamagedStateException if any byte is not as it was written
     */
    static List<StoredFile> read(StateFiles state) throws StorageException {
        try (InputStream file = state.open(NAME)) {
            return file == null ? List.of() : read(new BufferedInputStream(file, 64 * 1024), inode(state));
        } catch (JsonException | InvalidValueException e) {
            throw new DamagedStateException(state.path(NAME) + " is damaged: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new StorageException(state.path(NAME) + " could not be read: " + DiskException.reason(e) + ".", e);
        }
    }

    static void write(StateFiles state, Collection<StoredFile> files) throws StorageException {
        state.write(NAME, out -> {
            DigestOutputStream lines = new DigestOutputStream(out, Sha256.digest());
            write(lines, JsonBuilder.object().put(FOLDER, inode(state)));
            Iterator<StoredFile> next = files.iterator();
            for (int i = 0; i < MAX_FILES && next.hasNext(); i++) {
                write(lines, line(next.next()));
            }
            String hash = Sha256.of(lines.getMessageDigest()).hex();
            write(out, JsonBuilder.object().put(END, hash));
        });
    }

    /** Changes when the folder is copied, not when it is renamed; 0 where there are no such numbers. */
    private static long inode(StateFiles state) throws IOException {
        return FileStatus.of(state.directory()).stamp().inode();
    }

    private static List<StoredFile> read(InputStream in, long inode)
            throws IOException, JsonException, InvalidValueException {
        MessageDigest digest = Sha256.digest();
        List<StoredFile> files = new ArrayList<>();
        boolean here = false;
        for (byte[] line = line(in); line != null && files.size() <= MAX_FILES; line = line(in)) {
            JsonObject object = JsonObject.parse(line, DEPTH);
            if (object.has(END)) {
                boolean right = Sha256.parse(object.string(END)).equals(Sha256.of(digest));
                if (!right || in.read() >= 0) {
                    throw new InvalidValueException("its check sum is wrong");
                }
                return here ? files : List.of();
            }
            digest.update(line);
            digest.update((byte) '\n');
            if (object.has(FOLDER)) {
                here = object.integer(FOLDER, Long.MIN_VALUE, Long.MAX_VALUE) == inode;
            } else {
                files.add(file(object));
            }
        }
        throw new InvalidValueException("its last line is missing");
    }

    private static JsonBuilder line(StoredFile stored) {
        return JsonBuilder.object()
                .put("name", stored.file().name().text())
                .put("size", stored.stamp().size())
                .put("modified", stored.stamp().modifiedNanos())
                .put("inode", stored.stamp().inode())
                .put("sha256", stored.file().sha256().hex());
    }

    private static StoredFile file(JsonObject line) throws JsonException, InvalidValueException {
        long size = line.integer("size", 0, Long.MAX_VALUE);
        long modified = line.integer("modified", Long.MIN_VALUE, Long.MAX_VALUE);
        long inode = line.integer("inode", Long.MIN_VALUE, Long.MAX_VALUE);
        FileName name = FileName.parse(line.string("name"));
        Sha256 sha256 = Sha256.parse(line.string("sha256"));
        return new StoredFile(new TrustedFile(name, size, sha256), new Stamp(size, modified, inode));
    }

    private static void write(OutputStream out, JsonBuilder line) throws IOException {
        out.write(line.toBytes());
        out.write('\n');
    }

    /** The next line without its end; null if no whole line follows. */
    private static byte @Nullable [] line(InputStream in) throws IOException, InvalidValueException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toByteArray();
            }
            if (line.size() == MAX_LINE) {
                throw new InvalidValueException("it has a line that is too long");
            }
            line.write(b);
        }
        return null;
    }
}
