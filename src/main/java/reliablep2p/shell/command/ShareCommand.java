package reliablep2p.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.model.Printable;
import reliablep2p.model.TrustedFile;
import reliablep2p.net.Cancellation;
import reliablep2p.node.NotConnectedException;
import reliablep2p.node.ShareOutcome;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.CatalogAnswer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.LineProgress;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.ShareEnd;
import reliablep2p.storage.StorageException;

/** Brings new files into the network. */
@Command(
        name = ShareCommand.NAME,
        description = {
            "Bring new files into the network.",
            "The database peer gets the bytes and keeps them, before this says that a file is shared: from then on everybody"
                    + " gets it, even if this peer is gone. What a trusted peer shares is in the catalog at once; anything"
                    + " else waits for the operator, and you are told. Other bytes under the same name are a new version."
                    + " One file that fails does not stop the others."
        },
        footer = {"", "Examples:", "  share notes.txt", "  share ~/music/melody.mp3 'a name with spaces.txt'"})
final class ShareCommand implements ShellCommand {
    static final String NAME = "share";

    private final PeerOperations peer;
    private final Output output;
    private final Failures failures;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files of this machine; ~/ is your home. The last part is the name in the network.")
    private List<String> paths = List.of();

    ShareCommand(PeerOperations peer, Output output, Failures failures) {
        this.peer = peer;
        this.output = output;
        this.failures = failures;
    }

    @Override
    public List<String> candidates(List<String> before, String word) {
        return LocalPaths.beginning(word);
    }

    @Override
    public ExitCode run(Cancellation cancellation) throws NotConnectedException {
        long begun = System.nanoTime();
        List<String> words = paths.stream().distinct().toList();
        List<ShareEnd> ends = new ArrayList<>();
        try (LineProgress progress = LineProgress.start(output, words.size())) {
            for (String word : words) {
                ShareEnd end =
                        cancellation.isCancelled() ? new ShareEnd.Stopped(word) : share(word, progress, cancellation);
                ends.add(end);
                output.print(new Answer.OfCatalog(new CatalogAnswer.Shared(end)));
            }
        }
        CatalogAnswer.SharedSeveral all =
                new CatalogAnswer.SharedSeveral(ends, Duration.ofNanos(System.nanoTime() - begun));
        if (ends.size() > 1) {
            output.print(new Answer.OfCatalog(all));
        } else if (all.code() == ExitCode.INTERRUPTED) {
            output.print(new Answer.Failed(ExitCode.INTERRUPTED, "Interrupted."));
        }
        return all.code();
    }

    private ShareEnd share(String word, LineProgress progress, Cancellation cancellation) throws NotConnectedException {
        try {
            progress.next(word);
            return end(word, peer.share(LocalPaths.of(word), progress, cancellation));
        } catch (CommandException | IOException | StorageException | RuntimeException e) {
            Answer.Failed failure = failures.of(e, cancellation);
            return failure.code() == ExitCode.INTERRUPTED
                    ? new ShareEnd.Stopped(word)
                    : new ShareEnd.NotShared(word, failure);
        }
    }

    private static ShareEnd end(String word, ShareOutcome outcome) {
        if (outcome instanceof ShareOutcome.Approved approved) {
            return new ShareEnd.Approved(approved);
        }
        if (outcome instanceof ShareOutcome.Waiting waiting) {
            return new ShareEnd.Waiting(waiting);
        }
        if (outcome instanceof ShareOutcome.Rejected rejected) {
            return notShared(
                    word, ExitCode.REFUSED, named(rejected.file()) + " was rejected by the operator", rejected.why());
        }
        if (outcome instanceof ShareOutcome.Failed failed) {
            return notShared(
                    word, ExitCode.FAILED, named(failed.file()) + " was not taken by the database peer", failed.why());
        }
        ShareOutcome.Unusable unusable = (ShareOutcome.Unusable) outcome;
        return notShared(word, ExitCode.FAILED, Printable.text(word) + " can't be shared", unusable.why());
    }

    private static String named(TrustedFile file) {
        return file.name().text();
    }

    private static ShareEnd notShared(String word, ExitCode code, String what, String why) {
        String sentence = why.isEmpty() ? what : what + ": " + Printable.text(why);
        return new ShareEnd.NotShared(word, new Answer.Failed(code, sentence));
    }
}
