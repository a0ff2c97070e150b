package reliablep2p.node.doctor;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import reliablep2p.json.JsonException;
import reliablep2p.json.JsonObject;
import reliablep2p.model.Address;
import reliablep2p.model.FileName;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.OfferState;
import reliablep2p.model.PeerId;
import reliablep2p.model.Sha256;

/**
 * A file in which a peer keeps something for itself, and what it must hold. What is wrong in it makes the peer put all of it
 * aside at its next start.
 *
 * @param lines whether each line is an object; otherwise the whole file is one
 * @param rule what an object must hold
 * @param cure what to do if it does not
 */
record StateFile(String name, boolean lines, Rule rule, String cure) {
    static final String OFFERS = "offers.jsonl";
    static final String REPAIRS = "repairs.jsonl";

    private static final int DEPTH = 4;
    private static final int MOST = 100_000;

    private static final StateFile PIN = new StateFile(
            "database-",
            false,
            one -> {
                one.string("address");
                PeerId.parse(one.string("id"));
            },
            "connect refuses until it is removed; then the next one trusts whoever is there: compare the id that it shows.");

    /** Those whose names are known. */
    static final List<StateFile> ALL = List.of(
            new StateFile(
                    "address-book.jsonl",
                    true,
                    StateFile::claim,
                    "Nothing: the next start puts it aside and learns anew who has what."),
            new StateFile(
                    "admitted.jsonl",
                    true,
                    one -> {
                        PeerId.parse(one.string("peer"));
                        one.integer("admitted", 0, Long.MAX_VALUE);
                    },
                    "Put it back from the last backup; otherwise the next start puts it aside, and whoever was invited needs"
                            + " a new invitation."),
            new StateFile(
                    OFFERS,
                    true,
                    StateFile::offer,
                    "Put it back from the last backup; otherwise the next start puts it aside, and what waits has to be shared"
                            + " again."),
            new StateFile(
                    REPAIRS,
                    true,
                    StateFile::file,
                    "Nothing: the next start puts it aside; type scrub then, which finds again what is missing."),
            new StateFile(
                    "invitations.json",
                    false,
                    StateFile::invitations,
                    "Put it back from the last backup; otherwise the next start puts it aside, and open invitations have to be"
                            + " made anew."),
            new StateFile("network.json", false, StateFile::network, "Nothing: the next connect writes it anew."),
            new StateFile(
                    "catalog-floor.json",
                    false,
                    one -> {
                        PeerId.parse(one.string("network"));
                        one.integer("number", 0, Long.MAX_VALUE);
                        Sha256.parse(one.string("last"));
                    },
                    "Connect soon: the next start puts it aside, and an older catalog would not be noticed once."));

    /** What an object must hold. */
    interface Rule {
        /**
         * Checks it.
         *
         * @throws DateTimeException if a time is none
         */
        void check(JsonObject one) throws JsonException, InvalidValueException;
    }

    /** The file that remembers a database peer's id, which is named after its address. */
    static StateFile pin(String name) {
        return new StateFile(name, PIN.lines(), PIN.rule(), PIN.cure());
    }

    /**
     * Checks all of it.
     *
     * @throws InvalidValueException with the number of the line, if there are lines, and what is wrong
     */
    void check(byte[] bytes) throws InvalidValueException {
        if (!lines) {
            check(bytes, "");
            return;
        }
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            number++;
            check(line.getBytes(StandardCharsets.UTF_8), "line " + number + ": ");
        }
    }

    private void check(byte[] object, String where) throws InvalidValueException {
        try {
            rule.check(JsonObject.parse(object, DEPTH));
        } catch (JsonException | InvalidValueException | DateTimeException e) {
            throw new InvalidValueException(where + e.getMessage());
        }
    }

    private static void file(JsonObject one) throws JsonException, InvalidValueException {
        FileName.parse(one.string("name"));
        one.integer("size", 0, Long.MAX_VALUE);
        Sha256.parse(one.string("sha256"));
    }

    private static void offer(JsonObject one) throws JsonException, InvalidValueException {
        file(one);
        PeerId.parse(one.string("sharer"));
        Instant.parse(one.string("since"));
        String state = one.string("state");
        if (Arrays.stream(OfferState.values()).noneMatch(known -> known.word().equals(state))) {
            throw new InvalidValueException("the state of an offer is none that is known");
        }
        one.integer("version", 0, Integer.MAX_VALUE);
        one.string("why");
    }

    private static void claim(JsonObject one) throws JsonException, InvalidValueException {
        Sha256.parse(one.string("sha256"));
        PeerId.parse(one.string("holder"));
        String teller = one.optionalString("teller");
        if (teller != null) {
            PeerId.parse(teller);
        }
        one.integer("day", 0, Integer.MAX_VALUE);
    }

    private static void invitations(JsonObject all) throws JsonException, InvalidValueException {
        for (JsonObject one : all.objects("invitations", MOST)) {
            Sha256.parse(one.string("sha256"));
            one.integer("made", 0, Long.MAX_VALUE);
            one.integer("expires", 0, Long.MAX_VALUE);
            one.integer("left", 0, Integer.MAX_VALUE);
        }
    }

    private static void network(JsonObject all) throws JsonException, InvalidValueException {
        PeerId.parse(all.string("network"));
        for (JsonObject peer : all.objects("peers", MOST)) {
            PeerId.parse(peer.string("id"));
            Address.of(peer.string("host"), peer.integer("port", 1, Address.MAX_PORT));
        }
        all.string("payload");
        all.string("signature");
    }
}
