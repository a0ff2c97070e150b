package reliablep2p.node.doctor;

import java.time.Instant;
import java.util.Optional;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.state.Catalog;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.RestingDirectory;
import reliablep2p.storage.StorageException;

/**
 * Reads every file and compares it with the journal. Used once, by one thread.
 *
 * @param database whether it must have all of them
 * @param copy whether it is a copy, in which nothing that is missing counts as deleted
 */
record FileExamination(
        RestingDirectory directory,
        boolean database,
        boolean copy,
        Catalog catalog,
        StateExamination state,
        Findings findings) {
    void examine() throws StorageException {
        long bytes = 0;
        int whole = 0;
        int wrong = 0;
        for (TrustedFile file : catalog.listed()) {
            boolean current = catalog.find(file.name()).equals(Optional.of(file));
            if (!current && !database) {
                continue; // Older versions have names of their own at a peer, and are the scrub's affair.
            }
            FileCondition condition = condition(file, current);
            if (condition == FileCondition.INTACT) {
                whole++;
                bytes += file.size();
            } else if (database || directory.isTaken(file)) {
                wrong++;
                tell(file, condition, current);
            }
        }
        if (wrong == 0 || whole > 0) {
            findings.well("files", whole + " of the catalog are here and whole, " + bytes + " bytes.");
        }
    }

    private FileCondition condition(TrustedFile file, boolean current) throws StorageException {
        FileCondition condition = current ? directory.check(file, read -> true) : FileCondition.CHANGED;
        if (condition == FileCondition.INTACT || !database) {
            return condition;
        }
        FileCondition kept = directory.checkVault(file, read -> true);
        return kept == FileCondition.CHANGED ? condition : kept;
    }

    private void tell(TrustedFile file, FileCondition condition, boolean current) throws StorageException {
        String name = file.name().text();
        if (condition == FileCondition.UNREADABLE) {
            findings.fault(name, "It can't be opened.", "Give this user the right to read it.");
        } else if (condition == FileCondition.DAMAGED) {
            findings.fault(name, "Its bytes are not those of the catalog.", whatToDo(file, current));
        } else if (current && directory.isTaken(file)) {
            findings.warning(
                    name,
                    "Another file lies under its name.",
                    database ? "The next start takes it for a new version." : "It is yours, and shared with nobody.");
        } else if (current && state.remembers(file) && !state.awaits(file) && !copy) {
            findings.fault(
                    name,
                    "It is listed, was here, and is not here now.",
                    "The next start takes it for deleted and revokes it: put it back from a backup first, if that is not"
                            + " meant.");
        } else {
            findings.warning(
                    name,
                    "It is listed and not here" + (state.awaits(file) ? ", and waits to be fetched again." : "."),
                    "Start the peer: it fetches the file again as soon as a peer that has it is there; or put it back from a"
                            + " backup.");
        }
    }

    /** What the next start does with it, is said in docs/decisions/0016-what-counts-as-deleted.md. */
    private String whatToDo(TrustedFile file, boolean current) throws StorageException {
        if (!database) {
            return "If you did not change it, get fetches it again; yours is kept.";
        }
        String again = "put it back from a backup, or start the peer and type scrub while a peer that has it is there.";
        if (!current) {
            return "It is an older version: " + again;
        }
        Optional<Instant> modified = directory.modified(file);
        if (modified.isEmpty()) {
            return "What is kept of it is damaged: " + again;
        }
        Instant approved = catalog.current(file.name()).orElseThrow().approval().when();
        boolean written = state.remembered(file)
                .map(remembered -> !remembered.equals(modified.get()))
                .orElseGet(() -> modified.get().isAfter(approved));
        return written
                ? "If you changed it, the next start takes it for a new version. If not, " + again
                : "Its time tells that nobody has changed it: " + again
                        + " If you meant it as a new version, touch it.";
    }
}
