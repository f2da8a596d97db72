package org.example.toy;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.spi.Conversation;
import dev.parley.wire.ByteSink;
import dev.parley.wire.Outbox;
import dev.parley.wire.Outbox.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One guest: a thread that reads, and one that writes. */
final class ToySession implements Session {
    private static final int WRITE_BYTES = 256 * 1024;
    private static final int MOST_LATE_BYTES = 1024 * 1024;

    /** How often a reader without input looks whether he is to stop. */
    private static final int LOOK_MILLIS = 20;

    /** No line is heard any more, and all that was sent is written. */
    volatile boolean deaf;
    volatile boolean delivered;

    private volatile boolean paused;

    private final ToyEndpoint endpoint;
    private final Socket socket;
    private final Outbox outbox;
    private final Conversation conversation;
    private final Semaphore work = new Semaphore(0);

    ToySession(ToyEndpoint endpoint, Socket socket) {
        this.endpoint = endpoint;
        this.socket = socket;
        outbox = new Outbox(endpoint.courier, this::flush, endpoint.options.maxOutboxBytes());
        conversation = new Conversation(this, endpoint.options.maxLineBytes());
    }

    @Override
    public SocketAddress peer() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public synchronized void pauseReading() {
        paused = true;
    }

    @Override
    public synchronized void resumeReading() {
        paused = false;
        notifyAll();
    }

    /** Any thread. The handler is told on another one, and what was sent before has a while to arrive. */
    @Override
    public void close(CloseReason reason) {
        if (conversation.close(reason)) {
            outbox.finish();
            Thread.startVirtualThread(() -> call(conversation::end));
            long timeout = endpoint.options.closeTimeout().toMillis();
            CompletableFuture.delayedExecutor(timeout, TimeUnit.MILLISECONDS).execute(this::giveUp);
        }
    }

    /** Ends it even if something is not delivered. */
    void giveUp() {
        if (!delivered && !socket.isClosed() && endpoint.readingStopped) {
            endpoint.forced = true;
        }
        end(new CloseReason.Stopped());
    }

    private void end(CloseReason reason) {
        close(reason);
        try {
            // Both threads fail then, and so end.
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket can be closed", e);
        }
    }

    private void call(Runnable call) {
        synchronized (conversation) {
            call.run();
        }
    }

    // --- Reading. Thread: the reader.

    void run(SessionHandler.Factory handlers) {
        Thread writer = Thread.startVirtualThread(this::write);
        try {
            socket.setTcpNoDelay(true);
            socket.setSendBufferSize(endpoint.options.sendBufferBytes());
            socket.setSoTimeout(LOOK_MILLIS);
            call(() -> conversation.begin(handlers));
            listen(socket.getInputStream());
            close(new CloseReason.PeerClosed());
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        }
        hearNoMore();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(new CloseReason.PeerClosed());
        call(conversation::end);
        endpoint.remove(this);
    }

    /** Until the end of input. What comes too late is read and dropped: unread, it would make the kernel reset the guest. */
    private void listen(InputStream in) throws IOException {
        byte[] buffer = new byte[8 * 1024];
        int late = 0;
        for (int bytes = read(in, buffer); bytes >= 0; bytes = read(in, buffer)) {
            boolean isWanted = awaitResume();
            if (bytes > 0 && !deaf && isWanted) {
                ByteBuffer read = ByteBuffer.wrap(buffer, 0, bytes);
                call(() -> conversation.hear(read));
            }
            if (endpoint.readingStopped && !deaf) {
                late += bytes;
                if (late > MOST_LATE_BYTES || isPaused() || in.available() == 0) {
                    hearNoMore();
                }
            }
        }
    }

    /** Nothing if nothing comes for a while: then the reader looks whether he is to stop. */
    private static int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    /**
     * Waits with what was just read in hand, and nothing else. False if a stop found it so: that does not wait for the end of a
     * pause, and what is in hand is dropped. A pause that begins behind this comes too late for it.
     */
    private synchronized boolean awaitResume() {
        try {
            while (isPaused() && !endpoint.readingStopped) {
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !isPaused();
    }

    /** What comes after a close is read and dropped, pause or no pause. */
    private boolean isPaused() {
        return paused && !conversation.isOver();
    }

    private void hearNoMore() {
        deaf = true;
        endpoint.changed();
    }

    // --- Writing.

    /** Thread: a courier. There may be something to write. */
    private void flush() {
        if (outbox.hasFallenBehind()) {
            end(new CloseReason.FellBehind(outbox.waitingBytes()));
        }
        work.release();
    }

    /** Thread: the writer. */
    private void write() {
        ByteSink sink = this::write;
        try {
            for (Progress progress = Progress.DRAINED; progress != Progress.FINISHED; ) {
                if (progress == Progress.DRAINED) {
                    work.acquire();
                } else if (progress == Progress.FELL_BEHIND) {
                    close(new CloseReason.FellBehind(outbox.waitingBytes()));
                    throw new IOException("what comes next is dropped already");
                }
                progress = outbox.writeTo(sink, WRITE_BYTES);
            }
            socket.shutdownOutput();
            delivered = true;
            endpoint.changed();
            if (conversation.isOverALimit()) {
                end(new CloseReason.PeerClosed());
            }
        } catch (IOException | InterruptedException e) {
            end(new CloseReason.ConnectionLost(new IOException(e)));
        } finally {
            outbox.discard();
        }
    }

    private int write(ByteBuffer source) throws IOException {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        socket.getOutputStream().write(bytes);
        return bytes.length;
    }
}
