package reliablep2p.node.doctor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.PeerId;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.Finding;
import reliablep2p.node.Finding.Level;
import reliablep2p.node.journal.JournalProof;
import reliablep2p.node.state.Catalog;
import reliablep2p.node.state.Roles;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.RestingDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.trust.DamagedIdentityException;
import reliablep2p.trust.Identity;
import reliablep2p.trust.journal.JournalException;

/** Examines one directory, from its key to its last file. Used once, by one thread. */
public final class Doctor {
    private static final String IDENTITY = "identity.pem";
    private static final List<String> JSON_LINES = List.of(
            "address-book.jsonl",
            "admitted.jsonl",
            "offers.jsonl",
            "repairs.jsonl",
            "invitations.json",
            "network.json",
            "catalog-floor.json");
    private static final int MAX_STATE_BYTES = 512 << 20;
    private static final int DEPTH = 8;
    private static final long LITTLE_ROOM = 64L << 20;

    private final RestingDirectory directory;
    private final boolean database;
    private final Instant now;
    private final Consumer<Finding> findings;
    private final Catalog catalog = new Catalog();
    private boolean proved;

    private Doctor(RestingDirectory directory, boolean database, Instant now, Consumer<Finding> findings) {
        this.directory = directory;
        this.database = database;
        this.now = now;
        this.findings = findings;
    }

    /**
     * Examines a directory.
     *
     * @param database whether it is a database peer's, which has to have every file
     * @param findings is told of each thing when it was looked at
     * @throws StorageException if it is not a peer's directory, or a peer runs on it
     */
    public static void examine(Path directory, boolean database, Instant now, Consumer<Finding> findings)
            throws StorageException {
        try (RestingDirectory resting = RestingDirectory.open(directory)) {
            new Doctor(resting, database, now, findings).examine();
        }
    }

    private void examine() throws StorageException {
        Optional<PeerId> self = key();
        journal(self);
        state();
        if (proved) {
            files();
        }
        leftovers();
    }

    private Optional<PeerId> key() throws StorageException {
        byte @Nullable [] pem;
        Identity identity;
        try {
            pem = directory.read(IDENTITY, Identity.MAX_PEM_BYTES);
            if (pem == null) {
                tell(
                        Level.WARNING,
                        "key",
                        "There is none: " + directory.path(IDENTITY) + " is absent.",
                        database
                                ? "Put a copy of the network's key back; without it the next start begins another network."
                                : "The next start makes one; the peer then counts as a new one.");
                return Optional.empty();
            }
            identity = Identity.parsePem(pem);
        } catch (DamagedIdentityException | DamagedStateException e) {
            tell(
                    database ? Level.FAULT : Level.WARNING,
                    "key",
                    directory.path(IDENTITY) + " is damaged.",
                    database
                            ? "Put a copy back, from a backup; the network can't go on without it."
                            : "The next start makes another one; the peer then counts as a new one.");
            return Optional.empty();
        }
        if (directory.isOpenToOthers(IDENTITY)) {
            tell(
                    Level.FAULT,
                    "key",
                    "Others on this machine can read " + directory.path(IDENTITY) + ".",
                    "chmod 600 it; if they may have read it, begin anew with another key.");
        } else {
            findings.accept(Finding.well("key", "Whole; this is " + identity.id() + "."));
        }
        return Optional.of(identity.id());
    }

    private void journal(Optional<PeerId> self) throws StorageException {
        if (!directory.exists(JournalProof.JOURNAL) && !directory.exists(JournalProof.HEAD)) {
            findings.accept(Finding.well("journal", "There is none yet."));
            return;
        }
        String cure = database
                ? "Put a copy of " + JournalProof.JOURNAL + " and " + JournalProof.HEAD
                        + " in its place: from a backup, or from any peer that was connected."
                : "The next connect fetches it again.";
        try {
            JournalProof proof = JournalProof.of(
                    directory.path(JournalProof.JOURNAL), directory.path(JournalProof.HEAD), catalog, new Roles());
            proved = true;
            if (database && self.isPresent() && !self.get().equals(proof.network())) {
                tell(
                        Level.FAULT,
                        "journal",
                        "It is that of another network, " + proof.network() + ".",
                        "Key and journal belong together: put back the one that is not this network's.");
                return;
            }
            findings.accept(Finding.well(
                    "journal",
                    (proof.head().number() == 1 ? "1 entry" : proof.head().number() + " entries") + ", signed by "
                            + proof.network() + "; " + catalog.files().size() + " files are listed."));
            if (!now.isBefore(proof.head().expires())) {
                tell(
                        Level.WARNING,
                        "signature",
                        "It has ended on " + proof.head().expires() + ".",
                        database ? "The next start signs again." : "The next connect brings a new one.");
            }
            if (proof.unsigned() > 0) {
                tell(
                        Level.WARNING,
                        "journal",
                        proof.unsigned() + " lines follow that are not signed.",
                        database
                                ? "A crash left them; the next start signs those that are whole."
                                : "A transfer was broken off; the next start cuts them off.");
            }
        } catch (JournalException e) {
            tell(
                    database ? Level.FAULT : Level.WARNING,
                    "journal",
                    "It is not what was signed"
                            + (e.line() > 0 ? ", from line " + e.line() + " on: " : ": ")
                            + e.getMessage() + ".",
                    cure);
        } catch (StorageException e) {
            tell(database ? Level.FAULT : Level.WARNING, "journal", String.valueOf(e.getMessage()), cure);
        }
    }

    private void state() throws StorageException {
        int whole = 0;
        for (String name : JSON_LINES) {
            whole += isReadable(name) ? 1 : 0;
        }
        try {
            directory.countHashes();
            whole++;
        } catch (DamagedStateException e) {
            tell(Level.WARNING, "hashes", String.valueOf(e.getMessage()), "The next start reads every file again.");
        }
        findings.accept(Finding.well("state", whole + " state files are readable."));
    }

    private boolean isReadable(String name) throws StorageException {
        try {
            byte @Nullable [] bytes = directory.read(name, MAX_STATE_BYTES);
            if (bytes != null) {
                for (String line :
                        new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                    JsonObject.parse(line.getBytes(StandardCharsets.UTF_8), DEPTH);
                }
            }
            return true;
        } catch (JsonException | DamagedStateException e) {
            tell(
                    Level.WARNING,
                    name,
                    directory.path(name) + " is damaged: " + e.getMessage() + ".",
                    "The next start puts it aside and begins it anew"
                            + (database ? "; what it held is in the last backup." : "."));
            return false;
        }
    }

    private void files() throws StorageException {
        long bytes = 0;
        int whole = 0;
        List<TrustedFile> wrong = new ArrayList<>();
        for (TrustedFile file : catalog.listed()) {
            boolean current = catalog.find(file.name()).equals(Optional.of(file));
            if (!current && !database) {
                continue; // Older versions have names of their own at a peer, and are the scrub's affair.
            }
            FileCondition condition = current ? directory.check(file, read -> true) : FileCondition.CHANGED;
            if (condition != FileCondition.INTACT && database) {
                FileCondition kept = directory.checkVault(file, read -> true);
                condition = kept == FileCondition.CHANGED ? condition : kept;
            }
            if (condition == FileCondition.INTACT) {
                whole++;
                bytes += file.size();
            } else if (database || directory.isTaken(file)) {
                wrong.add(file);
                told(file, condition, current && directory.isTaken(file));
            }
        }
        if (wrong.isEmpty() || whole > 0) {
            findings.accept(Finding.well("files", whole + " of the catalog are here and whole, " + bytes + " bytes."));
        }
    }

    private void told(TrustedFile file, FileCondition condition, boolean taken) {
        String name = file.name().text();
        if (condition == FileCondition.UNREADABLE) {
            tell(Level.FAULT, name, "It can't be opened.", "Give this user the right to read it.");
        } else if (condition == FileCondition.DAMAGED) {
            tell(
                    Level.FAULT,
                    name,
                    "Its bytes are not those of the catalog.",
                    database
                            ? "If you changed it, the next start takes it for a new version. If not, start the peer and type"
                                    + " scrub while a peer that has it is there, or put it back from a backup."
                            : "If you did not change it, get fetches it again; yours is kept.");
        } else if (taken) {
            tell(
                    Level.WARNING,
                    name,
                    "Another file lies under its name.",
                    database ? "The next start takes it for a new version." : "It is yours, and shared with nobody.");
        } else {
            tell(
                    Level.FAULT,
                    name,
                    "It is listed and not here.",
                    "If it lay in this very directory when its peer last looked, the next start takes it for deleted and"
                            + " revokes it: put it back from a backup first, if that is not meant. Otherwise it is"
                            + " fetched again from a peer that has it.");
        }
    }

    private void leftovers() throws StorageException {
        for (Path aside : directory.damagedState()) {
            tell(Level.WARNING, "state", aside + " was damaged and put aside.", "Remove it when nobody wants to look.");
        }
        List<Path> damaged = directory.damaged();
        if (!damaged.isEmpty()) {
            tell(
                    Level.WARNING,
                    "disk",
                    "What this disk has damaged lies in " + damaged.get(0).getParent() + ": " + damaged.size()
                            + " so far.",
                    "If there are many, replace the disk; remove them when nobody wants to look.");
        }
        long room = directory.room();
        if (room < LITTLE_ROOM) {
            tell(Level.WARNING, "disk", "Only " + room + " bytes are free.", "Make room: nothing can be received.");
        }
    }

    private void tell(Level level, String subject, String message, String advice) {
        findings.accept(new Finding(level, subject, message, advice));
    }
}
