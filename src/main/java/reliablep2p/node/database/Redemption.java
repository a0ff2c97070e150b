package reliablep2p.node.database;

/** What showing the secret of an invitation came to. */
enum Redemption {
    /** It lets this peer in, and one use less is left. */
    ACCEPTED(""),
    /** There is no such invitation, or it ended long ago. */
    UNKNOWN("this network has no such invitation; ask its operator for a new one"),
    /** As many peers as it was made for have joined with it. */
    USED_UP("this invitation is used up; ask the operator for a new one"),
    /** Its time is over. */
    EXPIRED("this invitation has expired; ask the operator for a new one"),
    /** The peer was expelled after it was made. */
    TOO_OLD("this peer was expelled, and this invitation is older than that; ask the operator for a new one");

    private final String sentence;

    Redemption(String sentence) {
        this.sentence = sentence;
    }

    /** What the peer is told if it is not let in; otherwise empty. */
    String sentence() {
        return sentence;
    }
}
