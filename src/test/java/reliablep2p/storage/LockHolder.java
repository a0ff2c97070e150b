package reliablep2p.storage;

import java.nio.file.Path;

/** Opens the directory that it is given, says so, and keeps it until its input ends. */
final class LockHolder {
    private LockHolder() {}

    /** Prints {@code open}, or the message of the refusal. */
    public static void main(String[] arguments) throws Exception {
        try (PeerDirectory directory = PeerDirectory.open(Path.of(arguments[0]))) {
            System.out.println("open");
            while (System.in.read() >= 0) {
                // Whatever comes: only the end counts.
            }
            System.out.println("freed " + directory.files().getFileName());
        } catch (DirectoryInUseException e) {
            System.out.println(e.getMessage());
        }
    }
}
