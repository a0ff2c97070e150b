package reliablep2p.shell.output;

/** What can be said for the source of a file. */
public sealed interface Vouched {
    /** {@code get}: the person named no source. */
    record Unnamed() implements Vouched {}

    /** {@code secure-get} from a peer without a role, which will be refused. */
    record Named() implements Vouched {}

    /** {@code secure-get}, while no peer has ever been given a role. */
    record NoRoles() implements Vouched {}

    /** {@code secure-get} from the database peer. */
    record Database() implements Vouched {}

    /**
     * {@code secure-get} from a trusted peer.
     *
     * @param note the operator's words, or empty; to be escaped before it is printed
     */
    record Trusted(String note) implements Vouched {}

    /** Whether the person named the source. */
    default boolean isSecure() {
        return !(this instanceof Unnamed);
    }

    /** Whether the source is one that {@code secure-get} insists on. */
    default boolean isTrusted() {
        return this instanceof Trusted || this instanceof Database;
    }

    /** The sentence for a person; empty if there is none. */
    default String remark() {
        if (this instanceof Trusted trusted) {
            return "It is a trusted peer" + WhoIsWho.words(": ", trusted.note()) + ".";
        }
        if (this instanceof Database) {
            return "It is the database peer itself.";
        }
        return this instanceof NoRoles ? "No trusted peers have been named in this network." : "";
    }
}
