package reliablep2p.shell.command;

import reliablep2p.node.CatalogStatus;
import reliablep2p.node.NodeStatus;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.CatalogAnswer;
import reliablep2p.shell.output.Output;

/** Warns whoever uses a catalog whose signature has ended. */
final class StaleCatalog {
    private StaleCatalog() {}

    static void warn(NodeOperations node, Output output) {
        CatalogStatus catalog = node.catalog();
        if (catalog.expired() && node.status().connection() != NodeStatus.Standing.OFFLINE) {
            catalog.expires().ifPresent(when -> output.print(new Answer.OfCatalog(new CatalogAnswer.Expired(when))));
        }
    }
}
