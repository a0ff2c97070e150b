package reliablep2p.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import reliablep2p.model.Invitation;
import reliablep2p.model.Printable;
import reliablep2p.net.Cancellation;
import reliablep2p.shell.output.Answer;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;

/** The commands of a role, and how one of them is run. One thread at a time. */
public final class Commands implements Interpreter {
    private final Output output;
    private final Failures failures;
    private final List<LazyCommand> commands = new ArrayList<>();
    private final Map<String, LazyCommand> byName = new LinkedHashMap<>();
    private boolean ended;

    private Commands(CommandContext context) {
        this.output = context.output();
        this.failures = context.failures();
    }

    /** What can be typed at an ordinary peer. */
    public static Commands ofPeer(PeerOperations peer, CommandContext context) {
        Commands commands = new Commands(context);
        Output output = context.output();
        commands.register(new ConnectCommand(peer, output));
        commands.register(new ListCommand(peer, output));
        commands.register(new InfoCommand(peer, output));
        commands.register(new GetCommand(peer, output, context.failures()));
        commands.register(new SecureGetCommand(peer, output));
        commands.register(new DownloadsCommand(peer, output));
        commands.register(new PauseCommand(peer, output));
        commands.register(new ResumeCommand(peer, output, context.failures()));
        commands.register(new CancelCommand(peer, output));
        commands.register(new ShareCommand(peer, output, context.failures()));
        commands.register(new VersionsCommand(peer, output));
        commands.register(new AddressBookCommand(peer, output));
        commands.register(new SeedingCommand(peer, output));
        commands.register(new PeersCommand(peer, output));
        commands.register(new TrustedCommand(peer, output));
        commands.register(new CatalogCommand(peer, output));
        commands.register(new LimitCommand(peer, output));
        commands.register(new ScrubCommand(peer, output));
        commands.register(new StatusCommand(peer, output));
        commands.register(new EventsCommand(context.news(), output));
        commands.register(new ConfigCommand(context.settings(), output));
        commands.register(new HelpCommand(commands, output));
        commands.register(new TrustResetCommand(peer, output));
        commands.register(new DisconnectCommand(peer, output, commands::end));
        return commands;
    }

    /** What can be typed at the database peer. */
    public static Commands ofDatabase(DatabaseOperations database, CommandContext context) {
        Commands commands = new Commands(context);
        Output output = context.output();
        commands.register(new ListCommand(database, output));
        commands.register(new InfoCommand(database, output));
        commands.register(new VersionsCommand(database, output));
        commands.register(new PendingCommand(database, output));
        commands.register(new ApproveCommand(database, output));
        commands.register(new RejectCommand(database, output));
        commands.register(new RevokeCommand(database, output));
        commands.register(new PeersCommand(database, output));
        commands.register(new MembersCommand(database, output));
        commands.register(new InviteCommand(database, output));
        commands.register(new ExpelCommand(database, output));
        commands.register(new TrustCommand(database, output));
        commands.register(new UntrustCommand(database, output));
        commands.register(new TrustedCommand(database, output));
        commands.register(new CatalogCommand(database, output));
        commands.register(new LimitCommand(database, output));
        commands.register(new ScrubCommand(database, output));
        commands.register(new BackupCommand(database, output));
        commands.register(new StatusCommand(database, output));
        commands.register(new EventsCommand(context.news(), output));
        commands.register(new ConfigCommand(context.settings(), output));
        commands.register(new HelpCommand(commands, output));
        commands.register(new StopCommand(output, commands::end));
        return commands;
    }

    private void register(ShellCommand command) {
        LazyCommand lazy = new LazyCommand(command);
        commands.add(lazy);
        lazy.names().forEach(name -> byName.put(name, lazy));
    }

    /** What each command is and takes, for a manual. */
    public List<CommandSpec> described() {
        return commands.stream().map(c -> c.line().getCommandSpec()).toList();
    }

    private void end() {
        ended = true;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** Every name that can be typed first. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * What the tabulator key offers for a word: commands, options, an option's values, or what the command takes there.
     *
     * @param before the words of the same command before it
     * @param word what is typed of it
     */
    public List<String> candidates(List<String> before, String word) {
        if (before.isEmpty()) {
            return names();
        }
        LazyCommand command = byName.get(before.get(0));
        return command == null
                ? List.of()
                : Candidates.of(command.line().getCommandSpec(), before.subList(1, before.size()), word);
    }

    @Override
    public ExitCode run(List<String> words, Cancellation cancellation) {
        try {
            return execute(words, cancellation);
        } catch (CommandLine.ParameterException e) {
            return fail(usage(e));
        } catch (Exception e) {
            // Whatever it is, the prompt lives on.
            return fail(failures.of(e, cancellation));
        }
    }

    private ExitCode execute(List<String> words, Cancellation cancellation) throws Exception {
        CommandLine line = find(words.get(0));
        line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        if (line.isUsageHelpRequested()) {
            output.print(new Answer.Help(help(line)));
            return ExitCode.DONE;
        }
        return line.<ShellCommand>getCommand().run(cancellation);
    }

    private ExitCode fail(Answer.Failed failed) {
        output.print(failed);
        return failed.code();
    }

    private static Answer.Failed usage(CommandLine.ParameterException e) {
        String synopsis = synopsis(e.getCommandLine());
        return new Answer.Failed(
                ExitCode.USAGE,
                Printable.text(Invitation.redacted(String.valueOf(e.getMessage()))) + MistypedOption.suggestion(e)
                        + "\nUsage: " + synopsis + "; help "
                        + e.getCommandLine().getCommandName() + " tells more");
    }

    private CommandLine find(String name) throws CommandException {
        LazyCommand found = byName.get(name);
        if (found != null) {
            return found.line();
        }
        if (Invitation.looksLikeOne(name)) {
            throw CommandException.usage("an invitation is no command; type connect, a space, and the invitation");
        }
        Optional<String> nearest = Nearest.to(name, byName.keySet());
        throw CommandException.usage(Printable.text(name) + " is not a command; "
                + nearest.map(n -> "did you mean " + n + "?").orElse("help shows which there are"));
    }

    /** What a command does, with its parameters and examples. */
    String help(String name) throws CommandException {
        return help(find(name));
    }

    private String help(CommandLine line) {
        // Plain lines are broken where they are too wide, styled ones are not.
        boolean fits = output.screen().width() >= line.getUsageHelpWidth();
        return line.getUsageMessage(output.style().enabled() && fits ? Ansi.ON : Ansi.OFF);
    }

    /** One line for each command. */
    String overview() {
        List<LazyCommand> shown = commands.stream().filter(c -> !isMinor(c)).toList();
        int widest =
                shown.stream().mapToInt(c -> brief(c.line()).length()).max().orElse(0);
        StringBuilder text = new StringBuilder("Commands; help COMMAND tells more:\n");
        for (LazyCommand command : shown) {
            CommandLine line = command.line();
            String synopsis = brief(line);
            text.append("  ")
                    .append(synopsis)
                    .append(" ".repeat(widest - synopsis.length() + 2))
                    .append(line.getCommandSpec().usageMessage().description()[0])
                    .append('\n');
        }
        text.append("Also: ")
                .append(commands.stream()
                        .filter(Commands::isMinor)
                        .map(c -> c.line().getCommandName())
                        .collect(Collectors.joining(", ")))
                .append(".\n");
        return text + "A semicolon separates commands; quote a name that has spaces.";
    }

    /** Whether the overview only names it, because a screen has 24 lines. */
    private static boolean isMinor(LazyCommand command) {
        return command.line().getCommandSpec().usageMessage().hidden();
    }

    /** The synopsis without options, for which the overview has no room. */
    private static String brief(CommandLine line) {
        return Stream.of(synopsis(line).split(" "))
                .filter(word -> !word.startsWith("[-"))
                .collect(Collectors.joining(" "));
    }

    private static String synopsis(CommandLine line) {
        return new CommandLine.Help(line.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .strip();
    }
}
