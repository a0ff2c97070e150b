package reliablep2p.shell;

/** Where lines come from; asked by one thread, and blocks it until there is a line. */
public interface LineSource {
    /**
     * Reads the next line.
     *
     * @param prompt what a person is shown before it; ignored where there is none
     */
    Line next(String prompt);

    /** One line, given beforehand. */
    static LineSource of(String text) {
        return new LineSource() {
            private boolean read;

            @Override
            public Line next(String prompt) {
                Line line = read ? new Line.End() : new Line.Typed(text);
                read = true;
                return line;
            }
        };
    }
}
