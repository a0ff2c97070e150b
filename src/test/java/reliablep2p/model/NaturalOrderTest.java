package reliablep2p.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    private static final List<String> SORTED = List.of(
            "",
            "1",
            "02",
            "2",
            "2a",
            "10",
            "99999999999999999999",
            "100000000000000000000",
            "A.txt",
            "a.txt",
            "b.TXT",
            "Straße 9",
            "straße 10",
            "Track",
            "track 2.mp3",
            "Track 10.mp3",
            "É.txt",
            "é.txt",
            "日本");

    @Test
    void ordersAsAPersonWould() {
        for (long seed = 1; seed <= 20; seed++) {
            List<String> shuffled = new ArrayList<>(SORTED);
            java.util.Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(new NaturalOrder());
            assertThat(shuffled).as("seed %d", seed).isEqualTo(SORTED);
        }
    }

    @Test
    void isAnOrderOfAnyTexts() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        NaturalOrder order = new NaturalOrder();
        for (int i = 0; i < 20_000; i++) {
            String a = text(random);
            String b = text(random);
            String c = text(random);
            assertThat(Integer.signum(order.compare(a, b)))
                    .as("seed %d", seed)
                    .isEqualTo(-Integer.signum(order.compare(b, a)));
            if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
                assertThat(order.compare(a, c))
                        .as("seed %d: %s %s %s", seed, a, b, c)
                        .isNotPositive();
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append("0012aAb.".charAt(random.nextInt(8)));
        }
        return text.toString();
    }
}
