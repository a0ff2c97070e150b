package reliablep2p.storage;

import static reliablep2p.storage.TestFolder.trusted;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import reliablep2p.model.TrustedFile;

/** Does one thing with a file whose name is not ASCII, in the locale that it runs in, and prints what came of it. */
final class NameUser {
    private static final TrustedFile FILE = trusted("caf\u00e9.txt", "x\n");
    private static final Clock TOMORROW = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

    private NameUser() {}

    /** Takes a directory and {@code receive}, {@code scan}, {@code verify}, {@code look} or {@code open}. */
    public static void main(String[] arguments) throws Exception {
        try (PeerDirectory directory = PeerDirectory.open(Path.of(arguments[0]));
                SharedFolder shared = SharedFolder.open(directory, TOMORROW)) {
            System.out.println(result(arguments[1], directory, shared));
        }
    }

    private static Object result(String action, PeerDirectory directory, SharedFolder shared) throws Exception {
        try {
            return switch (action) {
                case "receive" -> begin(directory);
                case "scan" -> scan(shared);
                case "look" -> shared.isTaken(FILE.name()) + " " + shared.mayBeFile(FILE.name());
                case "verify" -> shared.verify(FILE, () -> false);
                default -> shared.open(new StoredFile(FILE, new Stamp(2, 0, 0)));
            };
        } catch (StorageException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String begin(PeerDirectory directory) throws StorageException {
        TestPart.begin(directory, FILE).close();
        return "begun";
    }

    private static String scan(SharedFolder shared) throws StorageException {
        FolderSnapshot found = shared.scan();
        return found.files() + " " + found.skipped();
    }
}
