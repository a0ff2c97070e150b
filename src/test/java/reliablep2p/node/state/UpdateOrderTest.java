package reliablep2p.node.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reliablep2p.node.state.UpdateOrder.Step;

class UpdateOrderTest {
    private final UpdateOrder<String> order = new UpdateOrder<>();

    @BeforeEach
    void beginConnection() {
        order.restart();
    }

    @Test
    void takesTheWholeListThatOpensAConnectionWhateverItsNumber() {
        assertThat(whole(100, "a")).contains(Step.WHOLE);
        assertThat(order.whole()).containsExactly("a");

        order.restart();

        assertThat(order.complete()).isFalse();
        assertThat(whole(5, "b")).contains(Step.WHOLE);
        assertThat(order.complete()).isTrue();
    }

    @Test
    void appliesChangesThatFollowOneAnother() {
        whole(7);
        assertThat(change(8)).contains(Step.CHANGE);
        assertThat(change(9)).contains(Step.CHANGE);
    }

    @Test
    void dropsAReplay() {
        whole(7);
        change(8);
        assertThat(change(8)).contains(Step.NOTHING);
        assertThat(change(3)).contains(Step.NOTHING);
        assertThat(whole(6, "old")).contains(Step.NOTHING);
        assertThat(change(9)).contains(Step.CHANGE);
    }

    @Test
    void asksForTheWholeListOnceAfterAGap() {
        whole(7);
        assertThat(change(9)).contains(Step.GAP);
        assertThat(change(10)).contains(Step.NOTHING);
        assertThat(order.complete()).isFalse();
        assertThat(whole(11, "x")).contains(Step.WHOLE);
        assertThat(change(12)).contains(Step.CHANGE);
    }

    @Test
    void waitsForTheWholeListBeforeAnyChange() {
        assertThat(change(1)).contains(Step.NOTHING);
        assertThat(order.complete()).isFalse();
    }

    @Test
    void gathersPages() {
        assertThat(order.next(4, true, true, List.of("a"))).contains(Step.NOTHING);
        assertThat(order.next(4, true, true, List.of("b"))).contains(Step.NOTHING);
        assertThat(order.next(4, true, false, List.of("c"))).contains(Step.WHOLE);
        assertThat(order.whole()).containsExactly("a", "b", "c");
    }

    @Test
    void beginsAnewWhenAnotherWholeListInterruptsOne() {
        order.next(4, true, true, List.of("a"));
        assertThat(order.next(5, true, false, List.of("b"))).contains(Step.WHOLE);
        assertThat(order.whole()).containsExactly("b");
    }

    @Test
    void refusesAListWithoutEnd() {
        List<String> page = Collections.nCopies(400_000, "x");
        assertThat(order.next(1, true, true, page)).isPresent();
        assertThat(order.next(1, true, true, page)).isPresent();
        assertThat(order.next(1, true, true, page)).isEmpty();
    }

    @Test
    void refusesAnEmptyPageThatAnnouncesMore() {
        assertThat(order.next(1, true, true, List.of())).isEmpty();
    }

    private Optional<Step> whole(long number, String... items) {
        return order.next(number, true, false, List.of(items));
    }

    private Optional<Step> change(long number) {
        return order.next(number, false, false, List.of());
    }
}
