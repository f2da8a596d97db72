package dev.parley.transport.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts sockets on one event loop. Thread: that loop's. */
final class Acceptor implements EventLoop.Ready {
    private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

    /** So that a storm of connects leaves time for those who are connected. */
    private static final int MAX_ACCEPTS_A_TURN = 64;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventLoop loop;
    private final ServerSocketChannel channel;
    private final Consumer<SocketChannel> accepted;

    Acceptor(EventLoop loop, ServerSocketChannel channel, Consumer<SocketChannel> accepted) {
        this.loop = loop;
        this.channel = channel;
        this.accepted = accepted;
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            for (int i = 0; i < MAX_ACCEPTS_A_TURN; i++) {
                SocketChannel socket = channel.accept();
                if (socket == null) {
                    return;
                }
                accepted.accept(socket);
            }
        } catch (IOException e) {
            pause(key, e);
        }
    }

    @Override
    public void loopFailed(Throwable failure) {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("Closing the listener: {}", e.getMessage());
        }
    }

    /** Out of descriptors, most likely. The socket stays ready, so going on at once would only spin. */
    private void pause(SelectionKey key, IOException cause) {
        log.warn("Cannot accept, trying again in 100 ms: {}", cause.getMessage());
        key.interestOps(0);
        loop.runAfter(PAUSE_NANOS, () -> {
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
        });
    }
}
