package reliablep2p.storage;

/**
 * By what a file is known to be the one that was hashed, without reading it again.
 *
 * @param size its length in bytes
 * @param modifiedNanos its time of modification, in nanoseconds since 1970
 * @param inode its number on the file system; 0 where there is none
 */
public record Stamp(long size, long modifiedNanos, long inode) {}
