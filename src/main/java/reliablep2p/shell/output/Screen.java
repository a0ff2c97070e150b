package reliablep2p.shell.output;

import java.util.List;

/**
 * Where printed lines go. Every line is free of control characters but for the styles that {@link Style} makes.
 *
 * <p>Implementations are thread-safe: events arrive while a command answers, and no line may be torn.
 */
public interface Screen {
    /** The width that stands for "don't shorten". */
    int UNLIMITED = Integer.MAX_VALUE;

    /** A line that somebody asked for, or an event: standard output. */
    void answer(String line);

    /** Any other line: errors, warnings, hints. */
    void note(String line);

    /** Pushes out what is buffered; called after each answer and each event. */
    void flush();

    /** How many columns a line of an answer has now, or {@link #UNLIMITED}. */
    int width();

    /** How many columns a line of {@link #progress} has now. */
    default int columns() {
        return width();
    }

    /** Whether {@link #progress} shows anything. */
    boolean showsProgress();

    /** Replaces the lines at the bottom that show how a command goes on; no lines remove them. */
    void progress(List<String> lines);

    /** Whether answers could not be written, because the pipe's reader has gone or the disk is full. */
    boolean isBroken();
}
