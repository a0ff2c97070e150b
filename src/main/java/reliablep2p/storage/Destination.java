package reliablep2p.storage;

import reliablep2p.model.FileName;

/** Where a file that comes in goes, once its bytes are proved. */
public sealed interface Destination {
    /** Into the shared folder, under this name; a file of the user's that has it is kept aside. */
    record Shared(FileName name) implements Destination {}

    /** Into the {@link Vault}, under its hash. */
    record Kept() implements Destination {}
}
