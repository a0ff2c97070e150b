package reliablep2p.shell.command;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reliablep2p.net.Cancellation;
import reliablep2p.node.ListedFile;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Vouched;
import reliablep2p.storage.StorageException;

/** Gets files from whoever has them. */
@Command(
        name = "get",
        customSynopsis = "get FILE... | --all",
        description = {
            "Get files from whoever has them.",
            "Asks the known holders first, then other peers, the database peer last. A file counts only when its bytes are"
                    + " those of the catalog. Several files come " + FetchSeveral.AT_A_TIME + " at a time; one that"
                    + " fails does not stop the others."
        },
        footer = {
            "",
            "Examples:",
            "  get hangman.java",
            "  get hangman.java@1",
            "  get *.mp3 'a name with spaces.txt'",
            "  get --all"
        })
final class GetCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;
    private final Failures failures;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description =
                    "Names as list shows them: one that is here already is checked again. Or patterns, in which * is"
                            + " any characters and ? one: they bring what is not here. FILE@2 is the second version of a"
                            + " file; versions shows which there are.")
    private List<String> files = List.of();

    @Option(names = "--all", description = "Every file of the network that is not here.")
    private boolean all;

    GetCommand(PeerOperations peer, Output output, Failures failures) {
        this.peer = peer;
        this.output = output;
        this.failures = failures;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return peer.names();
    }

    @Override
    public ExitCode run(Cancellation cancellation)
            throws CommandException, NotConnectedException, IOException, StorageException {
        if (files.isEmpty() != all) {
            throw new ParameterException(
                    spec.commandLine(), all ? "--all takes no names: it is all of them" : "get needs a FILE, or --all");
        }
        StaleCatalog.warn(peer, output);
        List<String> words =
                files.stream().map(NamePattern::composed).distinct().toList();
        if (words.size() == 1 && !NamePattern.isPattern(words.get(0))) {
            get(words.get(0), cancellation);
            return ExitCode.DONE;
        }
        List<ListedFile> catalog = peer.list();
        List<Wanted> wanted = all
                ? Wanted.all(catalog, peer::isThere)
                : Wanted.of(words, catalog, new WantedVersions(peer), peer::isThere);
        Answer.FetchedSeveral answer = new FetchSeveral(peer, output, failures, cancellation).run(wanted);
        output.print(answer);
        return answer.ends().code();
    }

    private void get(String word, Cancellation cancellation)
            throws CommandException, NotConnectedException, IOException, StorageException {
        TypedVersion typed = TypedVersion.of(word, peer.names());
        new Fetch(peer, output, new Vouched.Unnamed())
                .run(
                        typed,
                        (name, listener, cancelled) -> peer.get(name, typed.number(), listener, cancelled),
                        cancellation);
    }
}
