package reliablep2p.protocol;

/** An answer that raw bytes follow, directly after its frame. */
public sealed interface Bodied extends Answer permits CatalogAnswer, FileAnswer, PiecesAnswer {
    /** How many. */
    long length();
}
