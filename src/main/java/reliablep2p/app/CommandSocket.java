package reliablep2p.app;

import java.io.IOException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.net.ConnectionThreads;
import reliablep2p.node.NodeSettings;
import reliablep2p.shell.command.Interpreter;
import reliablep2p.shell.control.ControlServer;
import reliablep2p.shell.control.RunningAt;
import reliablep2p.shell.output.Output;
import reliablep2p.storage.PeerDirectory;

/** Lets other processes of this user command this one. */
final class CommandSocket {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSocket.class);

    private CommandSocket() {}

    /** Opens the socket in the peer's directory until the end; a peer works without, too. */
    static void open(
            PeerDirectory directory, NodeSettings settings, Function<Output, Interpreter> commands, Program program) {
        try {
            program.ending()
                    .onClose(ControlServer.start(
                            PeerDirectory.controlSocket(directory.files()),
                            ConnectionThreads.platform(),
                            new RunningAt(settings.port(), settings.database().port()),
                            commands,
                            program::endFromElsewhere));
        } catch (IOException e) {
            LOG.warn("no commands are taken from elsewhere: {}", e.toString());
        }
    }
}
