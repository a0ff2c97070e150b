package reliablep2p.app;

import java.io.Closeable;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.peer.PeerNode;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.Output;

/** Takes a peer out of the network, if it is in it, and ends it. */
record Goodbye(PeerNode node, Output output) implements Closeable {
    @Override
    public void close() {
        try {
            if (node.status().connection() != NodeStatus.Standing.OFFLINE) {
                output.print(new Answer.Disconnected(node.disconnect(), false));
            }
        } finally {
            node.close();
        }
    }
}
