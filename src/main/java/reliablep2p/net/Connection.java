package reliablep2p.net;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import reliablep2p.model.Limits;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.FileAnswer;
import reliablep2p.protocol.FrameReader;
import reliablep2p.protocol.FrameWriter;
import reliablep2p.protocol.Message;
import reliablep2p.protocol.MessageCodec;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.Request;
import reliablep2p.protocol.UnsupportedMessageException;

/**
 * A connection to another peer, whose id was proved by the TLS handshake.
 *
 * <p>Threads: {@link #send} and {@link #close} may be called by any thread. Everything that reads ({@link #receive},
 * {@link #ask}, {@link #body}) is for one thread at a time; in a served connection that is the connection's own.
 * {@code writing} is held while a frame, or a frame and its file, is written; no other lock is taken under it.
 *
 * <p>Whatever blocks has a total deadline, after which the raw socket is closed and the call throws
 * {@link DeadlineException}. After any exception but {@link UnsupportedMessageException} the connection is closed.
 */
public final class Connection implements Closeable {
    private final Socket raw;
    private final SSLSocket tls;
    private final PeerId remoteId;
    private final Limits limits;
    private final Watchdog watchdog;
    private final Consumer<Connection> onClose;
    private final InputStream in;
    private final OutputStream out;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Why this side closed it, when that was not asked for by {@link #close}. */
    private final AtomicReference<@Nullable Supplier<IOException>> cause = new AtomicReference<>();

    private volatile Duration idle;
    private volatile boolean heard;
    private volatile boolean bodyLeft;

    /**
     * @param raw the socket under {@code tls}, whose handshake has ended
     * @param onClose called once, by the thread that closes
     */
    Connection(Socket raw, SSLSocket tls, Limits limits, Watchdog watchdog, Consumer<Connection> onClose)
            throws IOException {
        this.raw = raw;
        this.tls = tls;
        this.remoteId = Tls.remoteId(tls);
        this.limits = limits;
        this.watchdog = watchdog;
        this.onClose = onClose;
        this.in = tls.getInputStream();
        this.out = tls.getOutputStream();
        this.reader = new FrameReader(in);
        this.writer = new FrameWriter(out);
        this.idle = limits.idle();
    }

    /** Who is on the other side, as proved by its certificate. */
    public PeerId remoteId() {
        return remoteId;
    }

    /** The other side's IP address in numeric form, as this side sees it. */
    public String remoteHost() {
        return Sockets.numeric(raw.getInetAddress());
    }

    /** Whether the other side is on this machine, reached by a loopback address. */
    public boolean remoteIsLoopback() {
        return raw.getInetAddress().isLoopbackAddress();
    }

    /** Whether nobody on this side has closed it; the other side may be gone already. */
    public boolean isOpen() {
        return !closed.get();
    }

    /** Sets how long a served connection may wait for its next request, from the next wait on. */
    public void idle(Duration wait) {
        idle = wait;
    }

    /** How long a served connection may wait for its next request. */
    Duration idle() {
        return idle;
    }

    /**
     * Sends a message.
     *
     * @throws IOException if it can't be sent within {@link Limits#frame}, the wait for a message or file that another
     *     thread is sending included
     */
    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    public void send(Message message) throws IOException {
        byte[] payload = MessageCodec.encode(message);
        // The deadline comes before the lock: when it expires, whoever holds the lock fails and gives it back.
        try (Deadline deadline = new Deadline("a message was not taken", limits.frame())) {
            writing.lock();
            try {
                writer.write(payload);
            } finally {
                writing.unlock();
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * Sends a file: the message and exactly {@code answer.file().size()} bytes. Messages of other threads wait, and
     * close the connection if they wait for longer than {@link Limits#frame}.
     *
     * @param bytes read in large pieces, not closed, and not read beyond the size
     * @param progress told how many bytes were sent so far
     * @throws EOFException if {@code bytes} ends too early
     * @throws IOException if reading or sending fails, or the other side takes less than the pace
     */
    public void sendFile(FileAnswer answer, InputStream bytes, LongConsumer progress) throws IOException {
        byte[] payload = MessageCodec.encode(answer);
        long size = answer.file().size();
        writing.lock();
        boolean whole = false;
        try (Pace pace = pace(size)) {
            writeWithin(payload);
            FilePump.copy(bytes, out, size, sent -> {
                pace.moved(sent);
                progress.accept(sent);
            });
            whole = true;
        } catch (IOException e) {
            throw broken(e);
        } finally {
            writing.unlock();
            if (!whole) {
                close(); // The other side waits for bytes that never come.
            }
        }
    }

    /**
     * Waits for the next message.
     *
     * @param wait for its first byte; the rest must arrive within {@link Limits#frame}
     * @param frameLimit the longest frame accepted, in bytes
     * @return null if the other side ended the connection between two messages
     * @throws UnsupportedMessageException if its type is not known here; the connection stays usable
     */
    public @Nullable Message receive(Duration wait, int frameLimit) throws IOException {
        byte[] payload = receiveFrame("nothing arrived", wait, frameLimit);
        try {
            return payload == null ? null : decode(payload);
        } catch (UnsupportedMessageException e) {
            throw e;
        } catch (ProtocolException e) {
            throw broken(e);
        }
    }

    /**
     * Sends a request and waits for its answer, at most {@link Limits#answer} for the first byte of it.
     *
     * @param frameLimit the longest frame accepted, in bytes
     * @throws EOFException if the other side ended the connection instead
     * @throws ProtocolException if what came is no answer
     */
    public Answer ask(Request request, int frameLimit) throws IOException {
        heard = false;
        send(request);
        byte[] payload = receiveFrame("no answer", limits.answer(), frameLimit);
        if (payload == null) {
            throw broken(new EOFException("the other side ended the connection instead of answering"));
        }
        try {
            if (decode(payload) instanceof Answer answer) {
                return answer;
            }
        } catch (ProtocolException e) {
            throw broken(e);
        }
        throw broken(new ProtocolException("a request came where an answer was due"));
    }

    /**
     * The file bytes that follow the {@link FileAnswer} which was just received: exactly {@code size}, then the end.
     * To be read in large pieces. Closing it before its end closes the connection; a connection that ends before it
     * throws {@link EOFException}, and one that brings less than the pace {@link DeadlineException}.
     */
    public InputStream body(long size) {
        bodyLeft = true;
        return new BodyStream(in, this, pace(size), size);
    }

    /** Closes at once, from any thread, without waiting for the other side. Harmless when repeated. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Sockets.close(raw);
            onClose.accept(this);
        }
    }

    /** Closes; the calls that are blocked, and later ones, throw {@link CancelledException}. */
    void cancel() {
        closeBecause(CancelledException::new);
    }

    /** Closes the connection if it is not, and finds out what to throw for this exception. */
    IOException broken(IOException thrown) {
        Supplier<IOException> reason = closed.get() ? cause.get() : null;
        boolean here = closed.get();
        close();
        if (reason != null) {
            IOException because = reason.get();
            because.initCause(thrown);
            return because;
        }
        return here ? new IOException("the connection was closed", thrown) : thrown;
    }

    /**
     * Receives a frame without decoding it; after a {@link ProtocolException} the connection is still open, so that
     * the other side can be told.
     *
     * @param what for the message of the {@link DeadlineException}
     */
    byte @Nullable [] receiveFrame(String what, Duration wait, int frameLimit) throws IOException {
        try (Deadline deadline = new Deadline(what, wait)) {
            byte[] payload = reader.read(frameLimit, () -> {
                heard = true;
                deadline.restart("a message did not end", limits.frame());
            });
            if (payload == null && !isOpen()) {
                throw new EOFException("closed while it was read");
            }
            if (payload == null) {
                close();
            }
            return payload;
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Whether anything has arrived since the last {@link #ask} began. */
    boolean heard() {
        return heard;
    }

    /** Whether the next request can be sent: open, nothing left to read of the last answer, nothing unasked-for. */
    boolean reusable() {
        try {
            // Between two requests not even TLS has anything to say, except that the connection ends.
            return isOpen() && !bodyLeft && raw.getInputStream().available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    void bodyEnded() {
        bodyLeft = false;
    }

    /** Tells the other side why, as well as it can be told, and closes; takes a second at most after the message. */
    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    void closeWith(ErrorAnswer why) {
        try {
            send(why);
            try (Watchdog.Watch watch = watchdog.after(Farewell.TIME, this::close)) {
                Farewell.say(tls, raw);
            }
        } catch (IOException e) {
            broken(e); // Gone already, or never listened.
        } finally {
            close();
        }
    }

    private Message decode(byte[] payload) throws ProtocolException {
        Message message = MessageCodec.decode(payload);
        bodyLeft = message instanceof FileAnswer file && file.file().size() > 0;
        return message;
    }

    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    private void writeWithin(byte[] payload) throws IOException {
        try (Deadline deadline = new Deadline("a message was not taken", limits.frame())) {
            writer.write(payload);
        }
    }

    private Pace pace(long size) {
        String text =
                "less than " + limits.paceBytes() + " bytes of a file moved within " + Sockets.text(limits.pace());
        return new Pace(watchdog, limits, size, () -> closeBecause(() -> new DeadlineException(text)));
    }

    private void closeBecause(Supplier<IOException> reason) {
        cause.compareAndSet(null, reason);
        close();
    }

    /** A total deadline on what the current thread does; of that thread. */
    private final class Deadline implements AutoCloseable {
        private Watchdog.Watch watch;

        Deadline(String what, Duration limit) {
            watch = watch(what, limit);
        }

        void restart(String what, Duration limit) {
            watch.close();
            watch = watch(what, limit);
        }

        @Override
        public void close() {
            watch.close();
        }

        private Watchdog.Watch watch(String what, Duration limit) {
            return watchdog.after(
                    limit, () -> closeBecause(() -> new DeadlineException(what + " within " + Sockets.text(limit))));
        }
    }
}
