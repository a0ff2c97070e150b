package reliablep2p.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import reliablep2p.net.Cancellation;
import reliablep2p.net.CancelledException;
import reliablep2p.node.FetchOutcome;
import reliablep2p.shell.command.Commands;
import reliablep2p.shell.command.Interpreter;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Style;

class SessionTest {
    private static final String USAGE = "Usage: COMMAND; COMMAND ... (help shows the commands)";

    private final FakePeer peer = new FakePeer();
    private final RecordingScreen screen = new RecordingScreen(80);
    private final Output output = Output.text(screen, new Style(false));
    private final Commands commands = Commands.ofPeer(peer, Contexts.of(output));

    @Test
    void runsWhatIsPipedInUntilItsEnd() {
        assertThat(batch("connect\nget hangman.java").run()).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactly("connect", "get hangman.java");
    }

    @Test
    void stopsAtTheFirstFailureOfABatch() {
        assertThat(batch("get hangman.java\nconnect\n").run()).isEqualTo(ExitCode.FAILED);
        assertThat(peer.calls()).containsExactly("get hangman.java");
    }

    @Test
    void stopsALineAtTheFirstFailure() {
        Session session =
                Session.batch(commands, output, LineSource.of("connect; get nothing; get hangman.java"), false, "");
        assertThat(session.run()).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(peer.calls()).containsExactly("connect", "get nothing");
    }

    @Test
    void saysWhichLineOfAFileEndedIt() {
        Session session =
                Session.batch(commands, output, lines("# first\nconnect\nget nothing\nlist\n"), false, "a.txt");
        assertThat(session.run()).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(screen.notes()).contains("Stopped at line 3 of a.txt.");
    }

    @Test
    void takesLinesThatCanNotBeReadForAFailure() {
        Iterator<Line> script =
                List.of(typed("connect"), new Line.Failed("disk error")).iterator();
        Session session = Session.batch(commands, output, prompt -> script.next(), true, "");
        assertThat(session.run()).isEqualTo(ExitCode.FAILED);
        assertThat(screen.notes()).singleElement().asString().endsWith("nothing more is run: disk error");
        assertThat(peer.calls()).containsExactly("connect");
    }

    @Test
    void keepsGoingAndEndsWithTheFirstFailure() {
        Session session = Session.batch(
                commands,
                output,
                lines("connect; get nothing; frob; get hangman.java\nget 'x\nstatus\n"),
                true,
                "a.txt");
        assertThat(session.run()).isEqualTo(ExitCode.NOT_IN_CATALOG);
        assertThat(peer.calls()).containsExactly("connect", "get nothing", "get hangman.java");
        assertThat(screen.notes()).hasSize(3);
        assertThat(screen.answers()).anyMatch(line -> line.startsWith("Peer"));
    }

    @Test
    void doesNotKeepGoingAfterAnInterruption() {
        peer.connected().fetching("slow", cancellation -> {
            cancellation.cancel();
            throw new CancelledException();
        });
        Session session = Session.batch(commands, output, lines("get nothing; get slow; list\nlist\n"), true, "");
        assertThat(session.run()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(peer.calls()).containsExactly("get nothing", "get slow");
    }

    @Test
    void readsNothingAfterDisconnect() {
        assertThat(batch("connect; disconnect; list\nfrobnicate\n").run()).isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactly("connect", "disconnect");
    }

    @Test
    void answersABlankLineWithUsageAndGoesOn() {
        assertThat(batch("\n  \nconnect\n").run()).isEqualTo(ExitCode.DONE);
        assertThat(screen.notes()).containsExactly(USAGE, USAGE);
        assertThat(peer.calls()).containsExactly("connect");
    }

    @Test
    void failsOnALineThatIsTooLongOrNoText() {
        assertThat(batch("x".repeat(10_000_000)).run()).isEqualTo(ExitCode.USAGE);
        assertThat(batch("get \0\n").run()).isEqualTo(ExitCode.USAGE);
        assertThat(Session.batch(
                                commands,
                                output,
                                new StreamLines(new ByteArrayInputStream(new byte[] {(byte) 0xFF, '\n'})),
                                false,
                                "")
                        .run())
                .isEqualTo(ExitCode.USAGE);
        assertThat(screen.notes())
                .containsExactly(
                        "a line has at most 4096 bytes; this one was longer and is ignored",
                        "a command has printable characters only",
                        "a line is UTF-8 text; this one is not and is ignored");
    }

    @Test
    void goesOnAfterAFailureWithAPerson() {
        assertThat(interactive(List.of(typed("list"), typed("get 'x"), new Line.TooLong(), typed("connect")))
                        .run())
                .isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactly("connect", "disconnect");
    }

    @Test
    void takesCtrlCAtThePromptForAFreshLineAndCtrlDForGoodbye() {
        assertThat(interactive(List.of(new Line.Interrupted(), typed("connect"), new Line.End()))
                        .run())
                .isEqualTo(ExitCode.DONE);
        assertThat(peer.calls()).containsExactly("connect", "disconnect");
        assertThat(commands.hasEnded()).isTrue();
    }

    @Test
    void showsWhetherOneIsConnectedInThePrompt() {
        List<String> prompts = new ArrayList<>();
        Iterator<Line> lines = List.<Line>of(typed("connect"), new Line.End()).iterator();
        LineSource source = prompt -> {
            prompts.add(prompt);
            return lines.next();
        };
        Session.interactive(commands, output, source, Interrupts.none(), Prompts.of(peer))
                .run();
        assertThat(prompts).containsExactly("9001 (offline)> ", "9001> ");
    }

    @Test
    void listensToCtrlCOnlyWhileACommandRuns() {
        List<String> heard = new ArrayList<>();
        Interrupts interrupts = onInterrupt -> {
            heard.add("on");
            return () -> heard.add("off");
        };
        Iterator<Line> lines =
                List.<Line>of(typed("connect; status"), new Line.End()).iterator();
        Session.interactive(commands, output, prompt -> lines.next(), interrupts, Prompts.of(peer))
                .run();
        assertThat(heard).containsExactly("on", "off", "on", "off", "on", "off");
    }

    @Test
    void cancelsOnlyTheRunningCommandOnCtrlC() {
        List<Runnable> pressed = new ArrayList<>();
        peer.connected().fetching("slow", cancellation -> {
            pressed.get(pressed.size() - 1).run();
            cancellation.check();
            throw new AssertionError("not cancelled");
        });
        Interrupts interrupts = onInterrupt -> {
            pressed.add(onInterrupt);
            return () -> {};
        };
        Iterator<Line> lines = List.<Line>of(typed("get slow"), typed("get hangman.java"), new Line.End())
                .iterator();
        assertThat(Session.interactive(commands, output, prompt -> lines.next(), interrupts, Prompts.of(peer))
                        .run())
                .isEqualTo(ExitCode.DONE);
        assertThat(screen.notes()).first().isEqualTo("Interrupted.");
        assertThat(peer.calls()).containsExactly("get slow", "get hangman.java", "disconnect");
    }

    @Test
    void cancelsTheRunningCommandAndReadsNoMoreWhenItIsStopped() {
        List<Session> session = new ArrayList<>();
        peer.connected().fetching("slow", cancellation -> {
            session.get(0).stop();
            throw new CancelledException();
        });
        session.add(batch("get slow; connect\nconnect\n"));
        assertThat(session.get(0).run()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(peer.calls()).containsExactly("get slow");
    }

    @Test
    void countsAsRunningBetweenTheCommandsOfALineToo() {
        List<Session> session = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        Interpreter interpreter = new Interpreter() {
            @Override
            public ExitCode run(List<String> words, Cancellation cancellation) {
                return ExitCode.DONE;
            }

            @Override
            public boolean hasEnded() {
                seen.add(session.get(0).isRunning() ? "in a line" : "before a line");
                return false;
            }
        };
        session.add(Session.batch(interpreter, output, lines("connect; list"), false, ""));
        assertThat(session.get(0).run()).isEqualTo(ExitCode.DONE);
        assertThat(seen).containsExactly("before a line", "in a line", "in a line", "before a line");
    }

    @Test
    void doesNotPassForDoneWhenStoppedBeforeItsLastLine() {
        List<Session> session = new ArrayList<>();
        peer.connected().fetching("quick", cancellation -> {
            session.get(0).stop();
            return new FetchOutcome.Present(Sample.HANGMAN);
        });
        session.add(batch("get quick\nget hangman.java\n"));
        assertThat(session.get(0).run()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(peer.calls()).containsExactly("get quick");
    }

    private Session batch(String text) {
        return Session.batch(commands, output, lines(text), false, "");
    }

    private static StreamLines lines(String text) {
        return new StreamLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Session interactive(List<Line> typed) {
        Iterator<Line> lines = typed.iterator();
        return Session.interactive(
                commands,
                output,
                prompt -> lines.hasNext() ? lines.next() : new Line.End(),
                Interrupts.none(),
                Prompts.of(peer));
    }

    private static Line typed(String text) {
        return new Line.Typed(text);
    }
}
