package dev.parley.tls;

import static java.util.Objects.requireNonNull;

import dev.parley.api.SecureChannel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tlschannel.NeedsReadException;
import tlschannel.NeedsTaskException;
import tlschannel.NeedsWriteException;
import tlschannel.ServerTlsChannel;

/** The server's end of one TLS connection: tls-channel, in the words of {@link SecureChannel}. */
final class TlsServerChannel implements SecureChannel {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** More than any alert needs. */
    private static final int MAX_ALERT_BYTES = 20 * 1024;

    private final GuardedSocket socket;
    private final ServerTlsChannel tls;

    /** What a handshake waits for. */
    private @Nullable Runnable work;

    // Owned by who reads.
    private @Nullable IOException readFailure;
    private boolean holdsInput = true;

    // Owned by who writes.
    private boolean recordUnderWay;

    /** Also looked at by who reads. */
    private volatile boolean outputEnded;

    TlsServerChannel(ByteChannel socket, SSLContext context, Function<SSLContext, SSLEngine> engines, BufferPool pool) {
        this.socket = new GuardedSocket(socket);
        tls = ServerTlsChannel.newBuilder(this.socket, context)
                .withEngineFactory(engines)
                .withRunTasks(false)
                .withEncryptedBufferAllocator(pool)
                .withReleaseBuffers(true)
                .build();
    }

    @Override
    public Need handshake() throws IOException {
        try {
            tls.handshake();
            return Need.NOTHING;
        } catch (NeedsReadException e) {
            return Need.INPUT;
        } catch (NeedsWriteException e) {
            return Need.OUTPUT;
        } catch (NeedsTaskException e) {
            work = e.getTask();
            return Need.WORK;
        } catch (ClosedChannelException e) {
            throw new EOFException("the guest hung up during the handshake");
        } catch (SSLException e) {
            tellWhy();
            throw e;
        } catch (RuntimeException e) {
            throw surprise(e);
        }
    }

    /** Engines are known to throw such at input that nobody had thought of; it must cost its sender his connection. */
    private static SSLException surprise(RuntimeException failure) {
        return new SSLException("the TLS engine failed: " + failure, failure);
    }

    @Override
    public Runnable work() {
        return requireNonNull(work, "the handshake needs no work");
    }

    /** What an engine has to say when a handshake fails stays in it, unless it is fetched. */
    private void tellWhy() throws IOException {
        SSLEngine engine = tls.getSslEngine();
        ByteBuffer alert = ByteBuffer.allocate(MAX_ALERT_BYTES);
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && engine.wrap(NOTHING, alert).bytesProduced() > 0) {
                socket.write(alert.flip());
                alert.clear();
            }
        } catch (SSLException e) {
            // It throws what has failed once more, when there is nothing else to say.
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int from = target.position();
        if (readFailure == null) {
            // The answer to a guest who wants new keys must not wait for somebody to write.
            socket.keepWhatDoesNotFit(true);
            try {
                readUntilFull(target);
            } catch (IOException e) {
                readFailure = e;
            } finally {
                socket.keepWhatDoesNotFit(outputEnded);
            }
        }
        holdsInput = !target.hasRemaining() || readFailure != null || tls.shutdownReceived();
        int bytes = target.position() - from;
        if (bytes == 0 && readFailure != null) {
            throw readFailure;
        }
        return bytes > 0 || !tls.shutdownReceived() ? bytes : -1;
    }

    @Override
    public boolean holdsInput() {
        return holdsInput;
    }

    private void readUntilFull(ByteBuffer target) throws IOException {
        try {
            int bytes = 0;
            while (target.hasRemaining() && bytes >= 0) {
                bytes = tls.read(target);
            }
            if (bytes < 0 && !tls.shutdownReceived()) {
                throw new EOFException("the connection was cut: TLS says when it ends, and this one did not");
            }
        } catch (NeedsReadException e) {
            // That is all there is now.
        } catch (NeedsTaskException e) {
            throw new SSLException("the guest wants to negotiate again, which is not offered", e);
        } catch (ClosedChannelException e) {
            if (!outputEnded) {
                throw e;
            }
        } catch (RuntimeException e) {
            throw surprise(e);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return (int) write(new ByteBuffer[] {source}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        if (!flush()) {
            return 0;
        }
        long before = remaining(sources, offset, length);
        try {
            tls.write(sources, offset, length);
        } catch (NeedsWriteException e) {
            recordUnderWay = true;
        }
        long left = remaining(sources, offset, length);
        if (left > 0 && !recordUnderWay) {
            throw new SSLException("the guest ended the connection, and TLS 1.2 ends it in both directions");
        }
        return before - left;
    }

    private static long remaining(ByteBuffer[] buffers, int offset, int length) {
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += buffers[i].remaining();
        }
        return bytes;
    }

    @Override
    public boolean flush() throws IOException {
        if (!socket.passKept()) {
            return false;
        }
        if (recordUnderWay) {
            try {
                tls.write(NOTHING);
                recordUnderWay = false;
            } catch (NeedsWriteException e) {
                // Still no room.
            }
        }
        return !recordUnderWay;
    }

    @Override
    public boolean endOutput() throws IOException {
        if (!outputEnded) {
            if (!flush()) {
                return false;
            }
            outputEnded = true;
            // tls-channel would forget a last record that does not fit.
            socket.keepWhatDoesNotFit(true);
            tls.shutdown();
        }
        return socket.passKept();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        // First: whoever is stuck in it comes back, and tls-channel cannot say good-bye, which might block.
        socket.close();
        tls.close();
    }
}
