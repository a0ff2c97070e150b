package reliablep2p.shell.output;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reliablep2p.node.NodeEvent;

/** What happened together, for a person: many events of one kind become a few lines and a number. */
final class NewsText {
    /** So many of one kind are all told. */
    private static final int ALL = 12;

    /** Of more than that, so many are told one by one. */
    private static final int FIRST = 3;

    private final List<NodeEvent> events;
    private final Style style;
    private final Map<Class<?>, Long> counts;

    NewsText(List<NodeEvent> events, Style style) {
        this.events = events;
        this.style = style;
        this.counts = events.stream().collect(Collectors.groupingBy(NodeEvent::getClass, Collectors.counting()));
    }

    void print(Screen screen) {
        Map<Class<?>, Integer> told = new HashMap<>();
        for (NodeEvent event : events) {
            int number = told.merge(event.getClass(), 1, Integer::sum);
            long count = counts.getOrDefault(event.getClass(), 0L);
            if (number <= FIRST || count <= ALL || EventText.more(event, 1).isEmpty()) {
                print(event, EventText::of, screen);
            } else if (number == count) {
                print(event, last -> EventText.more(last, count - FIRST), screen);
            }
        }
    }

    private void print(NodeEvent event, Function<NodeEvent, String> text, Screen screen) {
        if (event instanceof NodeEvent.Alarm) {
            // What is styled is not broken into lines any more.
            Wrapping.wrap(text.apply(event), screen.width()).forEach(line -> screen.note(style.alarm(line)));
        } else if (EventText.isWarning(event)) {
            screen.note(text.apply(event));
        } else {
            screen.answer(text.apply(event));
        }
    }
}
