package reliablep2p.node.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.PeerId;
import reliablep2p.node.Finding;
import reliablep2p.node.journal.JournalProof;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Roles;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.RestingDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.DamagedIdentityException;
import reliablep2p.trust.Identity;
import reliablep2p.trust.journal.JournalException;

/** Examines one directory, from its key to its last file. Used once, by one thread. */
public final class Doctor {
    private static final String IDENTITY = "identity.pem";
    private static final String COPY = "restored";
    private static final String DATABASE = "db";

    /** What only a database peer keeps. */
    private static final List<String> DATABASE_STATE =
            List.of(StateFile.OFFERS, "admitted.jsonl", "invitations.json", COPY);

    private static final long LITTLE_ROOM = 64L << 20;

    private final RestingDirectory directory;
    private final Instant now;
    private final Findings findings;
    private final Catalog catalog = new Catalog();
    private final Optional<PeerId> signer;
    private boolean database;
    private boolean proved;

    private Doctor(RestingDirectory directory, Instant now, Consumer<Finding> findings) {
        this.directory = directory;
        this.now = now;
        this.findings = new Findings(findings);
        this.signer = JournalProof.signer(directory.path(JournalProof.HEAD));
    }

    /**
     * Examines a directory. One whose key has signed its journal is the database peer's, which has to have every file,
     * whatever it is called.
     *
     * @param findings is told of each thing when it was looked at
     * @throws StorageException if it is not a peer's directory, or a peer runs on it
     */
    public static void examine(Path directory, Instant now, Consumer<Finding> findings) throws StorageException {
        try (RestingDirectory resting = RestingDirectory.open(directory)) {
            Path name = directory.toAbsolutePath().normalize().getFileName();
            new Doctor(resting, now, findings)
                    .examine(name != null && name.toString().equals(DATABASE));
        }
    }

    private void examine(boolean isCalledDatabase) throws StorageException {
        Key key = readKey();
        database = isCalledDatabase || isDatabase(key.self());
        tell(key);
        journal(key.self());
        StateExamination state = new StateExamination(directory, findings);
        state.examine();
        boolean copy = directory.exists(COPY);
        if (copy) {
            findings.well("copy", "The next start decides nothing before a peer has told it what was signed since.");
        }
        if (proved) {
            new FileExamination(directory, database, copy, catalog, state, findings).examine();
        }
        leftovers();
    }

    /** Where the key or the journal is gone, damaged or another's, what only a database peer keeps tells it. */
    private boolean isDatabase(Optional<PeerId> self) throws StorageException {
        if (self.isPresent() && self.equals(signer)) {
            return true;
        }
        for (String name : DATABASE_STATE) {
            if (directory.exists(name)) {
                return true;
            }
        }
        return directory.hasVault();
    }

    /**
     * The key as it was found.
     *
     * @param self whose it is; empty if it is absent or damaged
     */
    private record Key(Optional<PeerId> self, boolean absent) {}

    private Key readKey() throws StorageException {
        try {
            byte @Nullable [] pem = directory.read(IDENTITY, Identity.MAX_PEM_BYTES);
            return pem == null
                    ? new Key(Optional.empty(), true)
                    : new Key(Optional.of(Identity.parsePem(pem).id()), false);
        } catch (DamagedIdentityException | DamagedStateException e) {
            return new Key(Optional.empty(), false);
        }
    }

    private void tell(Key key) throws StorageException {
        Path path = directory.path(IDENTITY);
        if (key.self().isEmpty()) {
            findings.graver(
                    database,
                    "key",
                    key.absent() ? "There is none: " + path + " is absent." : path + " is damaged.",
                    database
                            ? "Put a copy of the network's key back, from a backup; without it the network can't go on."
                            : "Nothing, or put a copy back: the next start makes another one, and the peer counts as a new"
                                    + " one then.");
        } else if (directory.isOpenToOthers(IDENTITY)) {
            findings.fault(
                    "key",
                    "Others on this machine can read " + path + ".",
                    "chmod 600 it; if they may have read it, begin anew with another key.");
        } else {
            findings.well("key", "Whole; this is " + key.self().get() + ".");
        }
    }

    private void journal(Optional<PeerId> self) throws StorageException {
        if (!directory.exists(JournalProof.JOURNAL) && !directory.exists(JournalProof.HEAD)) {
            if (database || !directory.names("database-*.json").isEmpty()) {
                findings.graver(database, "journal", "It is gone.", cure());
            } else {
                findings.well("journal", "There is none yet.");
            }
            return;
        }
        try {
            JournalProof proof = JournalProof.of(
                    directory.path(JournalProof.JOURNAL), directory.path(JournalProof.HEAD), catalog, new Roles());
            proved = true;
            tell(proof, self);
        } catch (JournalException e) {
            findings.graver(
                    database,
                    "journal",
                    "It is not what was signed" + (e.line() > 0 ? ", from line " + e.line() + " on: " : ": ")
                            + e.getMessage() + ".",
                    cure());
        } catch (StorageException e) {
            findings.graver(database, "journal", String.valueOf(e.getMessage()), cure());
        }
    }

    /** An older one would let the next start contradict what was signed since, if it were not marked as a copy. */
    private String cure() {
        return database
                ? "Put " + JournalProof.JOURNAL + " and " + JournalProof.HEAD
                        + " of the peer that was connected last in its"
                        + " place, from its .reliablep2p, and make an empty file " + directory.path(COPY)
                        + " before the next start: it then decides nothing before the peers have told it what is newer. If no"
                        + " peer has one, start the last backup instead of this directory."
                : "Nothing: the next connect fetches it again.";
    }

    private void tell(JournalProof proof, Optional<PeerId> self) {
        if (database && self.isPresent() && !self.get().equals(proof.network())) {
            findings.fault(
                    "journal",
                    "It is that of another network, " + proof.network() + ".",
                    "Key and journal belong together: put back the one that is not this network's.");
            return;
        }
        findings.well(
                "journal",
                (proof.head().number() == 1 ? "1 entry" : proof.head().number() + " entries") + ", signed by "
                        + proof.network() + "; " + catalog.files().size() + " files are listed.");
        if (!now.isBefore(proof.head().expires())) {
            findings.warning(
                    "signature",
                    "It has ended on " + proof.head().expires() + ".",
                    database ? "Start the peer: it signs again." : "connect brings a new one.");
        }
        if (proof.unsigned() > 0) {
            findings.warning(
                    "journal",
                    proof.unsigned() + " lines follow that are not signed.",
                    database
                            ? "Nothing: a crash left them, and the next start signs those that are whole."
                            : "Nothing: a transfer was broken off, and the next start cuts them off.");
        }
    }

    private void leftovers() throws StorageException {
        for (Path aside : directory.damagedState()) {
            findings.warning("state", aside + " was damaged and put aside.", "Remove it when nobody wants to look.");
        }
        List<Path> damaged = directory.damaged();
        if (!damaged.isEmpty()) {
            findings.warning(
                    "disk",
                    "What this disk has damaged lies in " + damaged.get(0).getParent() + ": " + damaged.size()
                            + " so far.",
                    "If there are many, replace the disk; remove them when nobody wants to look.");
        }
        long room = directory.room();
        if (room < LITTLE_ROOM) {
            findings.warning("disk", "Only " + room + " bytes are free.", "Make room: nothing can be received.");
        }
    }
}
