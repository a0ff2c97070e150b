package reliablep2p.net;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the threads that wait for other peers: virtual ones where the running Java has them (21 and later), else
 * daemon threads of the platform. The program is compiled for Java 17, so the newer API is reached by reflection.
 *
 * <p>Thread-safe; has no state.
 */
public final class ConnectionThreads {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionThreads.class);

    private final Factory factory;
    private final boolean virtual;

    private ConnectionThreads(Factory factory, boolean virtual) {
        this.factory = factory;
        this.virtual = virtual;
    }

    /** The best kind of thread that the running Java has. */
    public static ConnectionThreads forThisJava() {
        try {
            return new ConnectionThreads(virtualThreads(), true);
        } catch (ReflectiveOperationException | UnsupportedOperationException e) {
            return platform(); // Java 20 and earlier.
        }
    }

    /** Threads of the operating system, on every Java. */
    public static ConnectionThreads platform() {
        return new ConnectionThreads(
                (name, work) -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                },
                false);
    }

    /** Whether the threads are virtual. */
    public boolean virtual() {
        return virtual;
    }

    /** Starts a thread, which never keeps the process alive; what it throws is logged. */
    public Thread start(String name, Runnable work) {
        Thread thread = factory.unstarted(name, () -> runLogged(name, work));
        thread.start();
        return thread;
    }

    private static Factory virtualThreads() throws ReflectiveOperationException {
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Method ofVirtual = Thread.class.getMethod("ofVirtual");
        Method named = builder.getMethod("name", String.class);
        Method unstarted = builder.getMethod("unstarted", Runnable.class);
        Factory factory = (name, work) -> {
            try {
                return (Thread) unstarted.invoke(named.invoke(ofVirtual.invoke(null), name), work);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("virtual threads worked when the program started", e);
            }
        };
        factory.unstarted("probe", () -> {});
        return factory;
    }

    private static void runLogged(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) { // The top of a thread: nobody above could report it.
            LOG.error("thread {} failed", name, e);
        }
    }

    private interface Factory {
        Thread unstarted(String name, Runnable work);
    }
}
