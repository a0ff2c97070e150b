package reliablep2p.net;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.model.PeerId;
import reliablep2p.protocol.Answer;
import reliablep2p.protocol.Bodied;
import reliablep2p.protocol.ClearAnswer;
import reliablep2p.protocol.ErrorAnswer;
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
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Socket raw;
    /** The TLS over the raw socket; the raw socket itself in a clear connection. */
    private final Socket outer;

    private final @Nullable ClearTokens tokens;
    private final X509Certificate remoteCertificate;
    private final PeerId remoteId;
    private final Limits limits;
    private final Throttles throttles;
    private final Watchdog watchdog;
    private final Lifeline lifeline;
    private final WireLog wire;
    private final InputStream in;
    private final OutputStream out;
    private final FrameReader reader;
    private final FrameWriter writer;
    /** Fair, so that a message waits for one file at most. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private volatile Duration idle;
    private volatile Runnable onWelcome = () -> {};
    private volatile boolean heard;
    private volatile boolean heldBack;
    private volatile boolean bodyLeft;

    /**
     * @param raw the socket under {@code outer}
     * @param outer TLS whose handshake has ended, or the raw socket itself
     * @param remote the certificate of the other side
     * @param tokens makes tokens for clear connections, if this side serves
     * @param throttles how fast the bytes of files may move
     * @param onClose called once, by the thread that closes
     */
    Connection(
            Socket raw,
            Socket outer,
            X509Certificate remote,
            @Nullable ClearTokens tokens,
            Limits limits,
            Throttles throttles,
            Watchdog watchdog,
            Consumer<Connection> onClose)
            throws IOException {
        this.raw = raw;
        this.outer = outer;
        this.tokens = tokens;
        this.remoteCertificate = remote;
        this.remoteId = Tls.id(remoteCertificate);
        this.limits = limits;
        this.throttles = throttles;
        this.watchdog = watchdog;
        this.wire = WireLog.of(Sockets.remote(raw), remoteId);
        this.lifeline = new Lifeline(raw, watchdog, reason -> {
            wire.closed(reason);
            onClose.accept(this);
        });
        this.in = outer.getInputStream();
        this.out = outer.getOutputStream();
        this.reader = new FrameReader(in);
        this.writer = new FrameWriter(out);
        this.idle = limits.idle();
        wire.opened();
    }

    /** Who is on the other side, as proved by its certificate. */
    public PeerId remoteId() {
        return remoteId;
    }

    /** The certificate that the other side has shown, and whose key it has. */
    public X509Certificate remoteCertificate() {
        return remoteCertificate;
    }

    /** The other side's IP address in numeric form, as this side sees it. */
    public String remoteHost() {
        return Sockets.numeric(raw.getInetAddress());
    }

    /** Whether bytes go over it as they are, because both ends are on this machine. */
    public boolean isClear() {
        return outer == raw;
    }

    /**
     * Makes a token for a clear connection from the other side.
     *
     * @param port from which the other side says that it sends: another one than this side sees means that somebody
     *     between the two passes the bytes on, from where no address tells
     * @return empty unless both ends are on this machine
     */
    public Optional<ClearAnswer> clearToken(int port) {
        return tokens != null && !isClear() && bothEndsAreLoopback() && raw.getPort() == port
                ? Optional.of(tokens.give(remoteCertificate))
                : Optional.empty();
    }

    /** The port at this end. */
    int localPort() {
        return raw.getLocalPort();
    }

    /** Whether both ends have loopback addresses. */
    boolean bothEndsAreLoopback() {
        return Sockets.isLoopback(raw);
    }

    /** Whether the other side is on this machine, reached by a loopback address. */
    public boolean remoteIsLoopback() {
        return raw.getInetAddress().isLoopbackAddress();
    }

    /** Whether nobody on this side has closed it; the other side may be gone already. */
    public boolean isOpen() {
        return lifeline.isOpen();
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
        try (Lifeline.Deadline deadline = lifeline.deadline("a message was not taken", limits.frame())) {
            writing.lock();
            try {
                wire.sent(payload);
                writer.write(payload);
            } finally {
                writing.unlock();
            }
        } catch (IOException e) {
            throw lifeline.broken(e);
        }
    }

    /**
     * Sends an answer with what follows it: the message and exactly {@code answer.length()} bytes. Messages of other threads wait, and
     * close the connection if they wait for longer than {@link Limits#frame}.
     *
     * @param bytes begin at the answer's offset; read in large pieces, not closed, and not read beyond the length
     * @param progress told how many bytes were sent so far
     * @throws EOFException if {@code bytes} ends too early
     * @throws IOException if reading or sending fails, or the other side takes less than the pace
     */
    public void sendBody(Bodied answer, InputStream bytes, LongConsumer progress) throws IOException {
        sendBody(answer, progress, moved -> FilePump.copy(bytes, out, answer.length(), moved));
    }

    /** Whether bytes may still be sent. */
    public interface Permission {
        /**
         * Does nothing as long as they may.
         *
         * @throws IOException once they may not
         */
        void check() throws IOException;
    }

    /**
     * Sends an answer with the bytes of a file that follow it, as {@link #sendBody(Bodied, InputStream, LongConsumer)}.
     *
     * @param file open for reading; its position is not used
     * @param offset of the first byte in it
     * @param permission asked again and again; once it throws, the connection is closed
     */
    public void sendFile(Bodied answer, FileChannel file, long offset, Permission permission, LongConsumer progress)
            throws IOException {
        long size = answer.length();
        SocketChannel channel = isClear() ? raw.getChannel() : null;
        sendBody(answer, progress, moved -> {
            if (channel != null) {
                FilePump.transfer(file, offset, channel, size, permission(permission), moved);
            } else {
                FilePump.copy(file, offset, out, size, permission(permission), moved);
            }
        });
    }

    private FilePump.Permission permission(Permission permission) {
        return wanted -> {
            permission.check();
            return grant(throttles.up(), wanted);
        };
    }

    private int grant(Throttle throttle, int wanted) throws IOException {
        if (throttle.limit() == 0) {
            return wanted;
        }
        heldBack = true;
        try {
            return throttle.acquire(remoteId, wanted, () -> !isOpen());
        } finally {
            heldBack = false;
        }
    }

    /** For the stream of file bytes: how many may be read now. */
    int mayRead(int wanted) throws IOException {
        return grant(throttles.down(), wanted);
    }

    /** For the stream of file bytes: so many of them were not there. */
    void unread(int bytes) {
        throttles.down().giveBack(bytes);
    }

    /** Whether bytes of a file wait for a turn because this peer limits them. */
    public boolean isHeldBack() {
        return heldBack;
    }

    private interface Pumping {
        void run(LongConsumer moved) throws IOException;
    }

    private void sendBody(Bodied answer, LongConsumer progress, Pumping pumping) throws IOException {
        byte[] payload = MessageCodec.encode(answer);
        writing.lock();
        try (Pace pace = lifeline.pace(limits, answer.length())) {
            wire.sent(payload);
            wire.sendsFile(answer.length());
            writeInTime(payload);
            pumping.run(sent -> {
                pace.moved(sent);
                progress.accept(sent);
            });
        } catch (IOException e) {
            throw lifeline.broken(e);
        } catch (RuntimeException e) {
            close(); // The other side waits for bytes that never come.
            throw e;
        } finally {
            writing.unlock();
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
        try {
            byte[] payload = receiveFrame("nothing arrived", wait, frameLimit);
            if (payload == null) {
                close();
                return null;
            }
            return decode(payload);
        } catch (UnsupportedMessageException e) {
            throw e;
        } catch (ProtocolException e) {
            throw lifeline.broken(e);
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
        return answer(frameLimit);
    }

    /**
     * Waits for the answer to a request that was sent, as {@link #ask} does. Answers come in the order of the requests, and
     * what follows one is to be read before the next.
     */
    public Answer answer(int frameLimit) throws IOException {
        try {
            byte[] payload = receiveFrame("no answer", limits.answer(), frameLimit);
            if (payload == null) {
                throw lifeline.broken(new EOFException("the other side ended the connection instead of answering"));
            }
            if (decode(payload) instanceof Answer answer) {
                return answer;
            }
            throw new ProtocolException("a request came where an answer was due");
        } catch (ProtocolException e) {
            throw lifeline.broken(e);
        }
    }

    /**
     * The same, but the whole answer must be here within this time.
     *
     * @throws DeadlineException if it is not
     */
    @SuppressWarnings("try") // The deadline is there to expire, not to be used.
    public Answer ask(Request request, int frameLimit, Duration within) throws IOException {
        try (Lifeline.Deadline deadline = lifeline.deadline("no whole answer", within)) {
            return ask(request, frameLimit);
        }
    }

    /**
     * The raw bytes that follow the {@link Bodied} answer which was just received: exactly {@code size}, which is the
     * answer's length, then the end.
     * To be read in large pieces. Closing it before its end closes the connection; a connection that ends before it
     * throws {@link EOFException}, and one that brings less than the pace {@link DeadlineException}.
     */
    public BodyStream body(long size) {
        bodyLeft = true;
        return new BodyStream(in, isClear() ? raw.getChannel() : null, this, lifeline.pace(limits, size), size);
    }

    /** Closes at once, from any thread, without waiting for the other side. Harmless when repeated. */
    @Override
    public void close() {
        lifeline.close();
    }

    /** Closes; the calls that are blocked, and later ones, throw {@link CancelledException}. */
    void cancel() {
        lifeline.closeBecause(CancelledException::new);
    }

    /** Closes, because others are faster; the calls that are blocked, and later ones, throw {@link OutpacedException}. */
    public void outpace() {
        lifeline.closeBecause(OutpacedException::new);
    }

    /** For the stream of file bytes: throws once this is closed. */
    void check() throws IOException {
        lifeline.check();
    }

    /** For the stream of file bytes: closes after this exception, and finds out what to throw in its place. */
    IOException broken(IOException thrown) {
        return lifeline.broken(thrown);
    }

    /**
     * Receives a frame without decoding it; after a {@link ProtocolException} the connection is still open, so that
     * the other side can be told.
     *
     * @param what for the message of the {@link DeadlineException}
     */
    byte @Nullable [] receiveFrame(String what, Duration wait, int frameLimit) throws IOException {
        lifeline.check();
        try (Lifeline.Deadline deadline = lifeline.deadline(what, wait)) {
            byte[] payload = reader.read(frameLimit, () -> {
                heard = true;
                deadline.restart("a message did not end", limits.frame());
            });
            if (payload != null) {
                wire.received(payload);
            } else if (!isOpen()) {
                throw new EOFException("closed while it was read");
            }
            return payload;
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException e) {
            throw lifeline.broken(e);
        }
    }

    /** Whether anything has arrived since the last {@link #ask} began. */
    public boolean heard() {
        return heard;
    }

    /** Whether the next request can be sent: open, nothing left to read of the last answer, nothing unasked-for. */
    boolean reusable() {
        try {
            // Between two requests not even TLS has anything to say, except that the connection ends.
            return isOpen()
                    && !bodyLeft
                    && in.available() == 0
                    && raw.getInputStream().available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    void bodyEnded() {
        bodyLeft = false;
    }

    /** What {@link #welcome} does. */
    void onWelcome(Runnable action) {
        onWelcome = action;
    }

    /**
     * Says that the other side is good for something, as a member of the network is: until then a server that has many
     * strangers may end the connection to make room. Harmless when repeated.
     */
    public void welcome() {
        onWelcome.run();
    }

    /** Tells the other side why, as well as it can be told, and closes; takes a second at most after the message. */
    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    public void closeWith(ErrorAnswer why) {
        try {
            send(why);
            try (Watchdog.Watch watch = watchdog.after(Farewell.TIME, this::close)) {
                Farewell.say(outer, raw);
            }
        } catch (IOException e) {
            LOG.debug("{}: not told that {}: {}", remoteId, why.code().word(), e.toString());
        } finally {
            close();
        }
    }

    private Message decode(byte[] payload) throws ProtocolException {
        Message message = MessageCodec.decode(payload);
        bodyLeft = message instanceof Bodied bodied && bodied.length() > 0;
        if (message instanceof Bodied bodied) {
            wire.receivesFile(bodied.length());
        }
        return message;
    }

    @SuppressWarnings("try") // The watch is there to fire, not to be used.
    private void writeInTime(byte[] payload) throws IOException {
        try (Lifeline.Deadline deadline = lifeline.deadline("a message was not taken", limits.frame())) {
            writer.write(payload);
        }
    }
}
