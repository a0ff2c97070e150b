package reliablep2p.app;

import reliablep2p.shell.command.Commands;
import reliablep2p.shell.command.NodeOperations;
import reliablep2p.storage.PeerDirectory;

/**
 * A peer that is up.
 *
 * @param node what it can be asked
 * @param commands what can be typed at it
 * @param directory where its files are, and what is its own
 * @param service whether it serves without any typing, so that the end of its input means nothing
 */
record Running(NodeOperations node, Commands commands, PeerDirectory directory, boolean service) {}
