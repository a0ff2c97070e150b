import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Hangman: find the word before the drawing is done. Start it with: java hangman.java */
class Hangman {
    private static final String[][] TOPICS = {
        {"at sea", "anchor", "buoy", "compass", "harbour", "lighthouse", "rudder", "sextant", "trawler", "typhoon"},
        {"animals", "badger", "chameleon", "dragonfly", "hedgehog", "jackdaw", "lynx", "octopus", "walrus", "zebra"},
        {"in the kitchen", "cinnamon", "colander", "dumpling", "kettle", "pancake", "rhubarb", "spatula", "whisk"},
        {"computers", "algorithm", "backup", "checksum", "keyboard", "network", "protocol", "socket", "terminal"},
        {"music", "accordion", "bassoon", "chord", "harmony", "lullaby", "metronome", "rhythm", "xylophone"},
        {"in the sky", "aurora", "comet", "eclipse", "galaxy", "meteor", "moonrise", "rainbow", "thunder", "zenith"},
    };

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    private final List<Round> deck = new ArrayList<>();
    private int won;
    private int lost;

    public static void main(String[] arguments) throws IOException {
        new Hangman().play();
    }

    private void play() throws IOException {
        System.out.println("HANGMAN: guess a letter, or the whole word. 'hint' shows a letter, 'quit' ends.");
        while (playRound(draw())) {
            System.out.printf("%nWon %d, lost %d. Enter for another word, 'quit' to end.%n", won, lost);
            if (ask() == null) {
                break;
            }
        }
        System.out.println("Goodbye!");
    }

    /** Plays one word; false if the player left. */
    private boolean playRound(Round round) throws IOException {
        while (!round.isWon() && !round.isLost()) {
            System.out.printf("%n%s%n", round);
            String guess = ask();
            if (guess == null) {
                System.out.println("The word was '" + round.word + "'.");
                return false;
            }
            System.out.println(round.guess(guess));
        }
        System.out.printf("%n%s%n%n", round);
        if (round.isWon()) {
            won++;
            System.out.println(round.mistakes == 0 ? "Not one mistake!" : "Saved!");
        } else {
            lost++;
            System.out.println("Hanged! The word was '" + round.word + "'.");
        }
        return true;
    }

    /** A round with a new word; each word comes once before any comes again. */
    private Round draw() {
        if (deck.isEmpty()) {
            for (String[] topic : TOPICS) {
                for (int i = 1; i < topic.length; i++) {
                    deck.add(new Round(topic[0], topic[i]));
                }
            }
            Collections.shuffle(deck);
        }
        return deck.remove(deck.size() - 1);
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

    /** One word, and what was guessed of it. */
    private static class Round {
        /** The digits stand for what each mistake adds. */
        private static final String[] GALLOWS = {
            "   +-----+    ", //
            "   |     1    ",
            "   |    324   ",
            "   |    5 6   ",
            "   |          ",
            " __|________  ",
        };

        private static final String BODY = "O|/\\/\\";

        final String topic;
        final String word;
        private final Set<Character> found = new TreeSet<>();
        private final Set<String> wrong = new TreeSet<>();
        int mistakes;

        Round(String topic, String word) {
            this.topic = topic;
            this.word = word;
        }

        boolean isWon() {
            return hidden().isEmpty();
        }

        boolean isLost() {
            return mistakes == BODY.length();
        }

        /** Takes a guess and says what came of it. */
        String guess(String guess) {
            if (guess.equals("hint")) {
                return hint();
            } else if (!guess.matches("[a-z]+")) {
                return "A letter from a to z, or the whole word, please.";
            } else if (guess.length() > 1 && guess.length() != word.length()) {
                return "The word has " + word.length() + " letters, so that one does not count.";
            } else if (wrong.contains(guess) || guess.length() == 1 && found.contains(guess.charAt(0))) {
                return "You have tried '" + guess + "' already.";
            } else if (guess.length() > 1 ? !guess.equals(word) : !word.contains(guess)) {
                wrong.add(guess);
                mistakes++;
                return "No '" + guess + "'.";
            }
            guess.chars().forEach(letter -> found.add((char) letter));
            return "Yes!";
        }

        /** Shows a letter for the price of a mistake, but not of the last one. */
        private String hint() {
            if (mistakes + 1 == BODY.length()) {
                return "A hint costs a mistake, and you have none to spare.";
            }
            mistakes++;
            List<Character> hidden = hidden();
            Collections.shuffle(hidden);
            found.add(hidden.get(0));
            return "There is '" + hidden.get(0) + "' in it. That counts as a mistake.";
        }

        private List<Character> hidden() {
            List<Character> hidden = new ArrayList<>();
            for (char letter : word.toCharArray()) {
                if (!found.contains(letter)) {
                    hidden.add(letter);
                }
            }
            return hidden;
        }

        @Override
        public String toString() {
            String[] beside = new String[GALLOWS.length];
            beside[1] = "Topic: " + topic;
            beside[3] = shownWord();
            beside[5] = wrong.isEmpty() ? null : "Wrong: " + String.join(", ", wrong);
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < GALLOWS.length; i++) {
                String row = GALLOWS[i];
                for (int part = 0; part < BODY.length(); part++) {
                    row = row.replace((char) ('1' + part), part < mistakes ? BODY.charAt(part) : ' ');
                }
                rows.add((beside[i] == null ? row : row + beside[i]).stripTrailing());
            }
            return String.join(System.lineSeparator(), rows);
        }

        private String shownWord() {
            StringBuilder shown = new StringBuilder();
            for (char letter : word.toCharArray()) {
                shown.append(found.contains(letter) ? letter : '_').append(' ');
            }
            return shown.toString();
        }
    }
}
