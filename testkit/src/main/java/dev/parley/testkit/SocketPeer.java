package dev.parley.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A guest on a plain socket. */
final class SocketPeer implements Peer {
    /** The kernel makes the least of it that it can. */
    private static final int SMALL_BUFFER_BYTES = 2048;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    private SocketPeer(Socket socket, InetSocketAddress server) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Deadline.limit().toMillis());
        socket.connect(server);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), SMALL_BUFFER_BYTES);
    }

    /** A guest with buffers of the usual size. */
    static SocketPeer connect(InetSocketAddress server) throws IOException {
        return new SocketPeer(new Socket(), server);
    }

    /** A guest for whom little more than what he has read fits into the kernel. As long as he does not read, he is slow. */
    static SocketPeer connectWithSmallBuffer(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        // Before the connect, or the window is large already.
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        return new SocketPeer(socket, server);
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    // --- Sending.

    @Override
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public void flood(String text) {
        Thread.startVirtualThread(() -> {
            try {
                while (!socket.isClosed()) {
                    send(text);
                }
            } catch (IOException expected) {
                // That is how a flood ends.
            }
        });
    }

    // --- Ending.

    @Override
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    // --- Reading.

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came for " + Deadline.limit().toMillis() + " ms", e);
        } catch (SocketException e) {
            throw new AssertionError("the connection broke: " + e.getMessage(), e);
        }
    }

    @Override
    public int readNow(byte[] target) throws IOException {
        // A stream cannot be asked whether it has ended but by reading, which waits: as briefly as it can.
        socket.setSoTimeout(1);
        try {
            return in.read(target);
        } catch (SocketTimeoutException e) {
            return 0;
        } finally {
            socket.setSoTimeout((int) Deadline.limit().toMillis());
        }
    }

    @Override
    public String readLineAfter(Duration pause) throws IOException {
        LockSupport.parkNanos(pause.toNanos());
        return readLine();
    }
}
