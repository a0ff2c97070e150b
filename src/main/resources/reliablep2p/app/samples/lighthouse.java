import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A small adventure: light the lamp before the ship comes. Start it with: java lighthouse.java */
class Lighthouse {
    private static final int SHIP_COMES = 50;

    private static final String INTRO = """
            THE LIGHTHOUSE

            Dusk, and the keeper of Gull Rock is not back from the mainland. Far out, a ship
            turns its bow to where a light should be, and will be here within the hour. There is
            no light yet. There is you.
            """;
    private static final String HELP = """
            Ways:   north, south, east, west, up, down (or n, s, e, w, u, d)
            Deeds:  look, take THING, use THING, inventory, help, quit""";
    private static final String WON = """

            The sparks catch. A small flame climbs the wick and stands up straight, and the lens
            takes it and throws it, white and whole, over miles of water.

            Out there the ship's bow swings slowly round the reef. Then, one after another, far
            lights answer along the coast: here, and here, and here. You were never alone.

            The lamp was lit with %d minutes to spare.
            """;
    private static final String LOST = """

            A long, low crunch comes over the water. By morning all are ashore, wet and unhurt,
            and the reef is paved with oranges. "No light," says the captain, and peels one.

            Another evening, maybe?
            """;

    private static final String NOTE = "A note! 'Whoever lit the last one was not sure of the way either.'";

    private static final Map<String, String> PLACES = Map.of(
            "cottage", "The keeper's cottage: a cold stove, a table laid for one. East is the tower's door.",
            "garden", "A garden of cabbages, all bent by the same wind.",
            "cliff", "The edge of the cliff. An iron ring is set in the rock; far below gapes a cave.",
            "cave", "A cave full of the sound of the sea. Smugglers were here, and left in a hurry.",
            "jetty", "A jetty of wet planks. The keeper's boat is gone.",
            "boathouse", "The boathouse smells of tar. A barrel of lamp oil stands in it, with a tap.",
            "tower", "The foot of the tower. A hundred and twelve steps wind up into the dark.",
            "lamp room", "The lamp room, all glass, above everything. The great lamp waits under its lens.");

    /** The ways from each place. */
    private static final Map<String, Map<String, String>> WAYS = Map.of(
            "cottage", Map.of("west", "garden", "south", "jetty", "east", "tower"),
            "garden", Map.of("east", "cottage", "north", "cliff"),
            "cliff", Map.of("south", "garden", "down", "cave"),
            "cave", Map.of("up", "cliff"),
            "jetty", Map.of("north", "cottage", "east", "boathouse"),
            "boathouse", Map.of("west", "jetty"),
            "tower", Map.of("west", "cottage", "up", "lamp room"),
            "lamp room", Map.of("down", "tower"));

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    /** Where each thing is: in a place, with "you", or out of reach. */
    private final Map<String, String> things = new HashMap<>(Map.of(
            "bread", "cottage",
            "can", "cottage",
            "crab", "jetty",
            "rope", "boathouse",
            "flint", "cave",
            "bottle", "cave",
            "key", "under the gull"));
    /** What is done of: fed, unlocked, tied, filled, oiled, lit. */
    private final Set<String> done = new HashSet<>();

    private String here = "cottage";
    private int minute;

    public static void main(String[] arguments) throws IOException {
        new Lighthouse().play();
    }

    private void play() throws IOException {
        System.out.printf("%s%n%s%n%n%s%n", INTRO, HELP, look());
        while (!done.contains("lit") && minute < SHIP_COMES) {
            System.out.printf("%n> ");
            System.out.flush();
            String line = in.readLine();
            if (line == null || line.strip().equalsIgnoreCase("quit")) {
                System.out.printf("%nYou turn up your collar and leave it all to the sea. Goodbye!%n");
                return;
            }
            int before = minute;
            System.out.println(obey(line.strip().toLowerCase(Locale.ROOT)));
            if (minute > before && minute % 10 == 0 && minute < SHIP_COMES) {
                System.out.printf("(The ship is %d minutes away.)%n", SHIP_COMES - minute);
            }
        }
        System.out.printf(done.contains("lit") ? WON : LOST, SHIP_COMES - minute);
    }

    private String obey(String line) {
        String[] words = line.split("\\s+", 2);
        String thing = words.length == 2 ? words[1].replaceFirst("^(the|a)\\s+", "") : "";
        return switch (words[0]) {
            case "n", "s", "e", "w", "u", "d", "north", "south", "east", "west", "up", "down" -> go(words[0]);
            case "go" -> go(thing);
            case "look", "l" -> look();
            case "take", "get" -> take(thing);
            case "use" -> use(thing);
            case "inventory", "i" -> "You carry: " + thingsAt("you");
            case "help" -> HELP;
            default -> "The wind takes your words. ('help' tells which ones it leaves you.)";
        };
    }

    private String look() {
        String more = "";
        if (here.equals("garden") && !done.contains("fed")) {
            more = "%nA large gull sits on something that shines, looks hungry, and won't move.";
        } else if (here.equals("cliff") && done.contains("tied")) {
            more = "%nA rope hangs down to the cave.";
        }
        String ways = String.join(", ", new TreeSet<>(WAYS.get(here).keySet()));
        return String.format("%s" + more + "%nYou see: %s%nWays: %s", PLACES.get(here), thingsAt(here), ways);
    }

    private String thingsAt(String place) {
        Set<String> found = new TreeSet<>(things.keySet());
        found.removeIf(thing -> !things.get(thing).equals(place));
        return found.isEmpty() ? "nothing much" : String.join(", ", found);
    }

    private String go(String direction) {
        String place = WAYS.get(here).entrySet().stream()
                .filter(way -> !direction.isEmpty() && way.getKey().startsWith(direction))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        if (place.isEmpty()) {
            return "There is no way there.";
        } else if (place.equals("tower") && !done.contains("unlocked")) {
            return "The tower's door is locked.";
        } else if (place.equals("cave") && !done.contains("tied")) {
            return "It is far too steep. You would need something to hold on to.";
        }
        minute++;
        here = place;
        return look();
    }

    private String take(String thing) {
        if (thing.equals("key") && here.equals("garden") && !done.contains("fed")) {
            return "The gull looks at your fingers. It has eaten bigger ones.";
        } else if (!here.equals(things.get(thing))) {
            return "There is nothing like that to take.";
        } else if (thing.equals("crab")) {
            return "It pinches you, and you let go.";
        }
        minute++;
        things.put(thing, "you");
        return "Taken.";
    }

    private String use(String thing) {
        if (!"you".equals(things.get(thing))) {
            return "You carry nothing like that.";
        }
        minute++;
        return switch (thing + ", " + here) {
            case "bread, garden" -> {
                things.put("bread", "in the gull");
                things.put("key", "garden");
                yield achieve("fed", "The gull takes all of it and flaps off. It sat on a key!");
            }
            case "rope, cliff" -> {
                things.put("rope", "in the ring");
                yield achieve("tied", "You tie the rope to the ring. It reaches down to the cave.");
            }
            case "key, cottage" -> achieve("unlocked", "The lock groans, and the tower's door is open.");
            case "can, boathouse" -> achieve("filled", "You fill the can to the brim.");
            case "can, lamp room" -> attempt("oiled", "filled", "The wick drinks up the oil.", "The can is empty.");
            case "flint, lamp room" -> attempt("lit", "oiled", "You strike the flint.", "Sparks, but no oil to burn.");
            default -> thing.equals("bottle") ? NOTE : "Nothing comes of that here.";
        };
    }

    /** What comes of a deed that works only after another one. */
    private String attempt(String deed, String first, String success, String failure) {
        return done.contains(first) ? achieve(deed, success) : failure;
    }

    private String achieve(String deed, String story) {
        done.add(deed);
        return story;
    }
}
