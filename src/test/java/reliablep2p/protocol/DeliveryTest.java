package reliablep2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    /** Whatever a later version adds, too: the golden frames have one of every message. */
    @Test
    void eachRequestReachesTheMethodThatIsMadeForIt() throws Exception {
        List<Request> sent = GoldenFrames.MESSAGES.values().stream()
                .filter(Request.class::isInstance)
                .map(Request.class::cast)
                .toList();
        List<Object> handled = new ArrayList<>();
        RequestHandler handler = (RequestHandler) Proxy.newProxyInstance(
                RequestHandler.class.getClassLoader(),
                new Class<?>[] {RequestHandler.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getParameterTypes()).containsExactly(arguments[0].getClass());
                    handled.add(arguments[0]);
                    return null;
                });

        for (Request request : sent) {
            request.deliverTo(handler);
        }

        assertThat(handled).hasSizeGreaterThan(10).isEqualTo(sent);
    }
}
