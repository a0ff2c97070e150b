import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Minesweeper: open every square that has no mine. Start it with: java mines.java */
class Mines {
    private static final String HELP = """
            A number tells how many of the squares around it have a mine; a dot, that none has.
              c4        open the square in column c, row 4 (the first one is always safe),
                        or, if it is open and has all its flags, the others around it
              f c4      put a flag on it, or take it off
              small, medium, large      start anew on such a field
              help, quit
            """;
    private static final Pattern SQUARE = Pattern.compile("(f\\s*)?([a-z])\\s*([0-9]{1,2})");

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    private Field field = new Field(9, 9, 10);

    public static void main(String[] arguments) throws IOException {
        new Mines().play();
    }

    private void play() throws IOException {
        System.out.printf("MINES%n%s%n%s%n", HELP, field);
        for (String line = ask(); line != null; line = ask()) {
            System.out.println(answer(line));
        }
        System.out.println("Goodbye!");
    }

    /** What the player types; null for 'quit' and at the end of input. */
    private String ask() throws IOException {
        System.out.print("> ");
        System.out.flush();
        String line = in.readLine();
        if (line == null) {
            System.out.println();
            return null;
        }
        line = line.strip().toLowerCase(Locale.ROOT);
        return line.equals("quit") ? null : line;
    }

    private String answer(String line) {
        return switch (line) {
            case "help" -> HELP;
            case "small" -> (field = new Field(9, 9, 10)).toString();
            case "medium" -> (field = new Field(12, 12, 22)).toString();
            case "large" -> (field = new Field(20, 14, 48)).toString();
            default -> move(line);
        };
    }

    private String move(String line) {
        Matcher square = SQUARE.matcher(line);
        if (!square.matches()) {
            return "Type a square such as c4, 'f c4' for a flag, or 'help'.";
        }
        int column = square.group(2).charAt(0) - 'a';
        int row = Integer.parseInt(square.group(3)) - 1;
        if (!field.contains(column, row)) {
            return "There is no such square.";
        } else if (field.isOver()) {
            return "This game is over: 'small', 'medium' or 'large' starts the next one.";
        } else if (square.group(1) != null) {
            return field.flag(field.square(column, row));
        }
        return field.open(field.square(column, row));
    }

    /** The squares, numbered row by row. */
    private static class Field {
        private final int columns;
        private final int rows;
        private final int mines;
        private final BitSet mined = new BitSet();
        private final BitSet opened = new BitSet();
        private final BitSet flagged = new BitSet();
        private final BitSet blown = new BitSet();

        Field(int columns, int rows, int mines) {
            this.columns = columns;
            this.rows = rows;
            this.mines = mines;
        }

        boolean contains(int column, int row) {
            return column >= 0 && column < columns && row >= 0 && row < rows;
        }

        int square(int column, int row) {
            return row * columns + column;
        }

        boolean isOver() {
            return !blown.isEmpty() || opened.cardinality() == columns * rows - mines;
        }

        String flag(int square) {
            flagged.set(square, !flagged.get(square) && !opened.get(square));
            return toString();
        }

        String open(int square) {
            if (flagged.get(square)) {
                return "There is a flag on it.";
            }
            if (mined.isEmpty()) {
                layMines(square);
            }
            if (!opened.get(square)) {
                uncover(square);
            } else if (countAround(square, flagged) == countAround(square, mined)) {
                around(square).forEach(this::uncover);
            } else {
                return "That one is open, and has not as many flags around it as mines.";
            }
            return toString();
        }

        /** Lays the mines at random, none at the first square or next to it. */
        private void layMines(int first) {
            List<Integer> free = new ArrayList<>();
            for (int square = 0; square < columns * rows; square++) {
                free.add(square);
            }
            free.remove(Integer.valueOf(first));
            free.removeAll(around(first));
            Collections.shuffle(free);
            free.subList(0, mines).forEach(mined::set);
        }

        /** Opens a square and, where no mine is around, all that are around, and so on; a flag protects. */
        private void uncover(int square) {
            if (opened.get(square) || flagged.get(square)) {
                return;
            }
            (mined.get(square) ? blown : opened).set(square);
            if (opened.get(square) && countAround(square, mined) == 0) {
                around(square).forEach(this::uncover);
            }
        }

        private List<Integer> around(int square) {
            List<Integer> around = new ArrayList<>();
            for (int row = square / columns - 1; row <= square / columns + 1; row++) {
                for (int column = square % columns - 1; column <= square % columns + 1; column++) {
                    if (contains(column, row) && square(column, row) != square) {
                        around.add(square(column, row));
                    }
                }
            }
            return around;
        }

        private int countAround(int square, BitSet what) {
            return (int) around(square).stream().filter(what::get).count();
        }

        private char shown(int square) {
            if (opened.get(square)) {
                int around = countAround(square, mined);
                return around == 0 ? '.' : (char) ('0' + around);
            } else if (flagged.get(square)) {
                return isOver() && !mined.get(square) ? '!' : 'F';
            } else if (isOver() && mined.get(square)) {
                return blown.get(square) ? 'X' : '*';
            }
            return '#';
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(String.format("%n   "));
            for (int column = 0; column < columns; column++) {
                text.append(' ').append((char) ('a' + column));
            }
            for (int row = 0; row < rows; row++) {
                text.append(String.format("%n%3d", row + 1));
                for (int column = 0; column < columns; column++) {
                    text.append(' ').append(shown(square(column, row)));
                }
            }
            text.append(String.format("%n%n"));
            if (!isOver()) {
                return text + String.format("%d mines, %d flags", mines, flagged.cardinality());
            }
            String end = blown.isEmpty() ? "You found them all!" : "BOOM! These are the mines (! marks a wrong flag).";
            return text + end + " 'small', 'medium' or 'large'?";
        }
    }
}
