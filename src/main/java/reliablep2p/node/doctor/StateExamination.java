package reliablep2p.node.doctor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.OfferState;
import reliablep2p.model.Sha256;
import reliablep2p.model.TrustedFile;
import reliablep2p.node.scrub.RepairLines;
import reliablep2p.storage.DamagedStateException;
import reliablep2p.storage.FileCondition;
import reliablep2p.storage.RestingDirectory;
import reliablep2p.storage.StorageException;
import reliablep2p.storage.StoredFile;

/** Looks at what a peer keeps for itself. Used once, by one thread. */
final class StateExamination {
    private static final int MAX_BYTES = 512 << 20;

    private final RestingDirectory directory;
    private final Findings findings;
    /** The times at which these files were written to. */
    private final Map<TrustedFile, Instant> remembered = new HashMap<>();

    private final Set<TrustedFile> awaited = new HashSet<>();

    StateExamination(RestingDirectory directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
    }

    /** What the directory is remembered to have had under its name; so it is a deletion if it is not there. */
    boolean remembers(TrustedFile file) {
        return remembered.containsKey(file);
    }

    /** When a file was written to that the directory is remembered to have had. */
    Optional<Instant> remembered(TrustedFile file) {
        return Optional.ofNullable(remembered.get(file));
    }

    /** Whether a file is to be fetched again. */
    boolean awaits(TrustedFile file) {
        return awaited.contains(file);
    }

    void examine() throws StorageException {
        int whole = 0;
        List<StateFile> all = new ArrayList<>(StateFile.ALL);
        directory.names("database-*.json").forEach(name -> all.add(StateFile.pin(name)));
        for (StateFile file : all) {
            whole += isWhole(file) ? 1 : 0;
        }
        try {
            for (StoredFile known : directory.hashes()) {
                remembered.put(
                        known.file(), Instant.EPOCH.plusNanos(known.stamp().modifiedNanos()));
            }
            whole++;
        } catch (DamagedStateException e) {
            findings.warning(
                    "hashes", String.valueOf(e.getMessage()), "Nothing: the next start reads every file again.");
        }
        findings.well("state", whole + " state files are whole.");
    }

    private boolean isWhole(StateFile file) throws StorageException {
        try {
            byte @Nullable [] bytes = directory.read(file.name(), MAX_BYTES);
            if (bytes != null) {
                file.check(bytes);
                follow(file.name(), bytes);
            }
            return true;
        } catch (InvalidValueException | JsonException | DamagedStateException e) {
            findings.warning(
                    file.name(), directory.path(file.name()) + " is damaged: " + e.getMessage() + ".", file.cure());
            return false;
        }
    }

    private void follow(String name, byte[] bytes) throws JsonException, InvalidValueException, StorageException {
        if (name.equals(StateFile.REPAIRS)) {
            awaited.addAll(RepairLines.parse(bytes));
        } else if (name.equals(StateFile.OFFERS)) {
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                offer(JsonObject.parse(line.getBytes(StandardCharsets.UTF_8), 1));
            }
        }
    }

    private void offer(JsonObject offer) throws JsonException, InvalidValueException, StorageException {
        if (!offer.string("state").equals(OfferState.WAITING.word())) {
            return;
        }
        TrustedFile file = new TrustedFile(
                FileName.parse(offer.string("name")),
                offer.integer("size", 0, Long.MAX_VALUE),
                Sha256.parse(offer.string("sha256")));
        FileCondition condition = directory.checkVault(file, read -> true);
        if (condition != FileCondition.INTACT && directory.check(file, read -> true) != FileCondition.INTACT) {
            findings.fault(
                    file.name().text(),
                    "It waits for a decision, and its bytes in the vault are "
                            + (condition == FileCondition.CHANGED
                                    ? "gone."
                                    : condition == FileCondition.DAMAGED ? "damaged." : "unreadable."),
                    "Put the vault's file back from a backup, or reject it at the prompt and have its peer share it again.");
        }
    }
}
