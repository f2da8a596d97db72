package dev.parley.transport.nio;

import dev.parley.spi.Shortage;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accepts sockets on one event loop. Thread: that loop's. */
final class Acceptor implements EventLoop.Ready {

    /** A listening socket. */
    interface Listener {
        /** The next one who knocks; null if nobody does. */
        @Nullable SocketChannel accept() throws IOException;
    }

    /** So that a storm of connects leaves time for those who are connected. */
    private static final int MAX_ACCEPTS_A_TURN = 64;

    private final EventLoop loop;
    private final Listener listener;
    private final Consumer<SocketChannel> accepted;
    private final Shortage shortage;

    Acceptor(EventLoop loop, Object name, Listener listener, Consumer<SocketChannel> accepted) {
        this.loop = loop;
        this.listener = listener;
        this.accepted = accepted;
        shortage = new Shortage(name);
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            for (int i = 0; i < MAX_ACCEPTS_A_TURN; i++) {
                SocketChannel socket = listener.accept();
                if (socket == null) {
                    return;
                }
                accepted.accept(socket);
                shortage.over();
            }
        } catch (Throwable e) {
            if (key.isValid()) {
                pause(key, e);
            }
        }
    }

    /** The endpoint lets another loop accept. */
    @Override
    public void loopFailed(Throwable failure) {}

    /** Out of descriptors, most likely. The socket stays ready, so going on at once would only spin. */
    private void pause(SelectionKey key, Throwable cause) {
        loop.runAfter(shortage.failed(cause).toNanos(), () -> {
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
        });
        // Only now: without that timer nobody would ever accept again.
        key.interestOps(0);
    }
}
