package dev.parley.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import tlschannel.ClientTlsChannel;
import tlschannel.HeapBufferAllocator;
import tlschannel.NeedsReadException;
import tlschannel.NeedsWriteException;

/**
 * TLS 1.3 over a socket. What handshakes have to compute is computed at once; no session is taken up again, so each is a whole one.
 */
final class TlsConnection implements Connection {
    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private final ClientTlsChannel tls;
    private boolean holdsInput;
    private boolean holdsOutput;

    TlsConnection(SocketChannel socket, SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        // Buffers stay as large as they had to become, or each turn would begin with small reads again.
        tls = ClientTlsChannel.newBuilder(socket, engine)
                .withEncryptedBufferAllocator(new HeapBufferAllocator())
                .withReleaseBuffers(false)
                .build();
    }

    @Override
    public boolean establish() throws IOException {
        try {
            tls.handshake();
            return true;
        } catch (NeedsReadException e) {
            return false;
        } catch (NeedsWriteException e) {
            throw new IOException("the socket did not take a word of the TLS handshake", e);
        } catch (ClosedChannelException e) {
            throw new EOFException("the server hung up during the TLS handshake");
        }
    }

    /** Reads as many records as fit: one read of a TLS channel brings one. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        int from = target.position();
        int bytes = 0;
        try {
            while (target.hasRemaining() && bytes >= 0) {
                bytes = tls.read(target);
            }
        } catch (NeedsReadException e) {
            // That is all there is now.
        }
        holdsInput = !target.hasRemaining();
        int all = target.position() - from;
        return all > 0 || bytes >= 0 ? all : -1;
    }

    @Override
    public boolean holdsInput() {
        return holdsInput;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int from = source.position();
        try {
            tls.write(source);
            holdsOutput = false;
        } catch (NeedsWriteException e) {
            holdsOutput = true;
        }
        return source.position() - from;
    }

    @Override
    public boolean holdsOutput() {
        return holdsOutput;
    }
}
