package reliablep2p.storage;

/** What came of reading a kept file again. */
public enum FileCondition {
    /** Its bytes are those that were hashed. */
    INTACT,
    /** It is gone, or somebody wrote to it: it is another file now, not a damaged one. */
    CHANGED,
    /** Nobody wrote to it, and yet its bytes are others, or the disk can't read them. */
    DAMAGED,
    /** It can't be opened just now, so nothing is known. */
    UNREADABLE
}
