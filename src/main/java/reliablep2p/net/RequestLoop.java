package reliablep2p.net;

import java.io.IOException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reliablep2p.model.Limits;
import reliablep2p.protocol.ErrorAnswer;
import reliablep2p.protocol.ErrorCode;
import reliablep2p.protocol.GetRequest;
import reliablep2p.protocol.Message;
import reliablep2p.protocol.MessageCodec;
import reliablep2p.protocol.PiecesRequest;
import reliablep2p.protocol.ProtocolException;
import reliablep2p.protocol.Request;
import reliablep2p.protocol.RequestHandler;
import reliablep2p.protocol.UnsupportedMessageException;

/**
 * Serves one connection: one request after another, until either side ends it or the other breaks the rules
 * ({@code docs/PROTOCOL.md}, section "Errors"). Of the connection's thread.
 */
final class RequestLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);
    private static final int MAX_UNSUPPORTED = 3;

    private final Connection connection;
    private final Limits limits;
    private int unsupported;

    RequestLoop(Connection connection, Limits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /** Serves with the handler that is made for the connection; when this returns or throws, both are closed. */
    void run(Function<Connection, RequestHandler> handlers) {
        try {
            RequestHandler handler = handlers.apply(connection);
            try {
                serveAll(handler);
            } finally {
                connection.close();
                handler.closed();
            }
        } catch (RuntimeException e) {
            LOG.error("{}: the handler failed", connection.remoteId(), e);
            refuse(ErrorCode.INTERNAL, "this side failed");
        } finally {
            connection.close();
        }
    }

    private void serveAll(RequestHandler handler) {
        try {
            boolean more = true;
            while (more) {
                more = serveOne(handler);
            }
        } catch (ProtocolException e) {
            LOG.debug("{}: {}", connection.remoteId(), e.getMessage());
            refuse(ErrorCode.MALFORMED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.debug("{}: {}", connection.remoteId(), e.toString());
        } catch (RuntimeException e) { // A defect in a handler ends its connection, and no other.
            LOG.error("{}: a request failed", connection.remoteId(), e);
            refuse(ErrorCode.INTERNAL, "this side failed");
        }
    }

    /** Serves the next request; false when there is none, or the connection is closed. */
    private boolean serveOne(RequestHandler handler) throws IOException {
        byte[] payload = connection.receiveFrame("no request", connection.idle(), limits.controlFrame());
        if (payload == null) {
            return false;
        }
        try {
            Message message = MessageCodec.decode(payload);
            if (message instanceof Request request && isAllowed(request)) {
                request.deliverTo(handler);
            } else {
                connection.send(new ErrorAnswer(ErrorCode.UNEXPECTED, "that message is not for this connection"));
            }
        } catch (UnsupportedMessageException e) {
            return answerUnsupported();
        }
        return connection.isOpen();
    }

    /** A connection without encryption is for the bytes of files alone. */
    private boolean isAllowed(Request request) {
        return !connection.isClear() || request instanceof GetRequest || request instanceof PiecesRequest;
    }

    private boolean answerUnsupported() throws IOException {
        ErrorAnswer answer = new ErrorAnswer(ErrorCode.UNSUPPORTED, "this type of message is not known here");
        unsupported++;
        if (unsupported >= MAX_UNSUPPORTED) {
            connection.closeWith(answer);
            return false;
        }
        connection.send(answer);
        return true;
    }

    private void refuse(ErrorCode code, String message) {
        connection.closeWith(new ErrorAnswer(code, message));
    }
}
