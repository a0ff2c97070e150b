package reliablep2p.shell;

import java.util.ArrayList;
import java.util.List;
import reliablep2p.shell.output.Screen;

/** Keeps what is printed. */
public final class RecordingScreen implements Screen {
    private final List<String> answers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<List<String>> progress = new ArrayList<>();
    private final int width;

    public RecordingScreen(int width) {
        this.width = width;
    }

    @Override
    public synchronized void answer(String line) {
        answers.add(line);
    }

    @Override
    public synchronized void note(String line) {
        notes.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public int width() {
        return width;
    }

    @Override
    public boolean showsProgress() {
        return false;
    }

    @Override
    public synchronized void progress(List<String> lines) {
        progress.add(lines);
    }

    public synchronized List<String> answers() {
        return List.copyOf(answers);
    }

    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    public synchronized List<List<String>> progress() {
        return List.copyOf(progress);
    }

    @Override
    public boolean isBroken() {
        return false;
    }
}
