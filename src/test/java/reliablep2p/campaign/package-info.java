/**
 * Campaigns that try to break what docs/RELIABILITY.md promises, with real processes, real disks and real sockets. Each has
 * a short form, which CI runs, and a long one; {@code src/campaigns/run --help} tells how.
 */
package reliablep2p.campaign;
