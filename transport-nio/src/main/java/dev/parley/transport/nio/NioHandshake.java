package dev.parley.transport.nio;

import dev.parley.api.SecureChannel;
import dev.parley.api.Security;
import dev.parley.api.SessionHandler;
import dev.parley.spi.CarefulLog;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;

/**
 * A guest who is not in yet: his connection becomes secure first. There is no session, and no handler, until that is done.
 *
 * <p>What it has to compute is done on a virtual thread: signing takes a millisecond or so, and a hundred guests who come at once
 * would hold up all others of the loop for as many. Those threads share the cores with the loops, and there are never more of them
 * than handshakes.
 *
 * <p>Thread: its loop's.
 */
final class NioHandshake implements Seat {
    private static final CarefulLog log = CarefulLog.of(NioHandshake.class);

    private final NioEndpoint endpoint;
    private final EventLoop loop;
    private final SocketChannel socket;
    private final SecureChannel secure;
    private final SelectionKey key;
    private final Runnable whenOver;
    private boolean failed;
    private boolean over;

    private NioHandshake(
            NioEndpoint endpoint, EventLoop loop, SocketChannel socket, Security security, Runnable whenOver)
            throws IOException {
        this.endpoint = endpoint;
        this.loop = loop;
        this.socket = socket;
        this.whenOver = whenOver;
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        secure = security.secure(socket);
        key = loop.register(socket, SelectionKey.OP_READ, this);
    }

    /** Unless he is one too many for that. */
    static void begin(
            NioEndpoint endpoint,
            EventLoop loop,
            SocketChannel socket,
            Security security,
            SessionHandler.Factory handlers) {
        NioHandshake handshake = null;
        try {
            Runnable whenOver = handlers.admitHandshake(socket.getRemoteAddress());
            handshake = whenOver == null ? null : make(endpoint, loop, socket, security, whenOver);
        } catch (Throwable e) {
            note(e);
        }
        if (handshake == null) {
            NioEndpoint.hangUp(socket);
            endpoint.sessionEnded();
        } else {
            handshake.start(security);
        }
    }

    private static NioHandshake make(
            NioEndpoint endpoint, EventLoop loop, SocketChannel socket, Security security, Runnable whenOver)
            throws IOException {
        try {
            return new NioHandshake(endpoint, loop, socket, security, whenOver);
        } catch (Throwable e) {
            whenOver.run();
            throw e;
        }
    }

    private void start(Security security) {
        try {
            loop.runAfter(security.handshakeTimeout().toNanos(), this::timeOut);
        } catch (Throwable e) {
            // Without a deadline it might hold its socket for ever.
            fail(e);
        }
        ready(key);
    }

    @Override
    public void ready(SelectionKey key) {
        if (over) {
            return;
        }
        try {
            if (failed) {
                awaitHangUp();
            } else {
                proceed();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void proceed() throws IOException {
        try {
            switch (secure.handshake()) {
                case INPUT -> key.interestOps(SelectionKey.OP_READ);
                case OUTPUT -> key.interestOps(SelectionKey.OP_WRITE);
                case WORK -> compute(secure.work());
                case NOTHING -> {
                    whenOver.run();
                    over = true;
                    endpoint.admit(loop, socket, secure);
                }
            }
        } catch (IOException e) {
            log.debug("A handshake failed: {}", e.toString());
            failed = true;
            socket.shutdownOutput();
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** A socket that is closed with unread input is reset, and the guest might lose the reason that he was told. */
    private void awaitHangUp() throws IOException {
        if (socket.read(loop.readBuffer()) < 0) {
            end("the guest has hung up");
        }
    }

    private void compute(Runnable work) {
        key.interestOps(0);
        Thread.ofVirtual().name("parley-handshake").start(() -> {
            try {
                work.run();
                comeBack(() -> ready(key));
            } catch (Throwable e) {
                comeBack(() -> fail(e));
            }
        });
    }

    private void comeBack(Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException e) {
            log.debug("A handshake was ended with its loop");
        }
    }

    private void timeOut() {
        end("it took too long");
    }

    @Override
    public long waitingBytes() {
        return 0;
    }

    /** Who is not in by then is not let in. */
    @Override
    public void stopReading() {
        end("the server stops");
    }

    @Override
    public void stop() {
        end("the server stops");
    }

    @Override
    public void cutOff() {
        end("the server stops");
    }

    @Override
    public void loopFailed(Throwable failure) {
        end("its event loop failed");
    }

    /** Whatever goes wrong in here ends this handshake, and nothing else. */
    private void fail(Throwable failure) {
        leave();
        note(failure);
    }

    private static void note(Throwable failure) {
        if (failure instanceof IOException) {
            log.debug("A connection broke off: {}", failure.toString());
        } else {
            log.error("A handshake failed", failure);
        }
    }

    private void end(String why) {
        if (!over) {
            leave();
            log.debug("A handshake came to nothing: {}", why);
        }
    }

    private void leave() {
        if (!over) {
            over = true;
            try {
                whenOver.run();
            } finally {
                NioEndpoint.hangUp(secure);
                endpoint.sessionEnded();
            }
        }
    }
}
