package reliablep2p.app;

import java.util.List;
import java.util.Optional;
import reliablep2p.model.FileName;
import reliablep2p.model.Member;
import reliablep2p.node.FileDetails;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NodeStatus;
import reliablep2p.node.database.DatabaseNode;
import reliablep2p.shell.command.NodeOperations;

/** The database peer as the shell knows it. */
record RunningDatabase(DatabaseNode node) implements NodeOperations {
    @Override
    public Member self() {
        return node.self();
    }

    @Override
    public List<ListedFile> list() {
        return node.list();
    }

    @Override
    public Optional<FileDetails> info(FileName name) {
        return node.info(name);
    }

    @Override
    public List<Member> peers() {
        return node.peers();
    }

    @Override
    public List<String> names() {
        return node.names();
    }

    @Override
    public NodeStatus status() {
        return node.status();
    }
}
