package dev.parley.tls;

import dev.parley.testkit.Peer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A guest whose connection is secure before anybody has him. */
final class TlsPeer implements Peer {
    private static final int LIMIT_MILLIS = 15_000;
    private static final int SMALL_BUFFER_BYTES = 2048;

    private final Socket socket;
    private final SSLSocket tls;
    private final OutputStream out;
    private final InputStream in;

    private TlsPeer(Socket socket, InetSocketAddress server, SSLContext context, String protocol) throws IOException {
        this.socket = socket;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(server);
            tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", server.getPort(), true);
            tls.setEnabledProtocols(new String[] {protocol});
            tls.startHandshake();
            out = tls.getOutputStream();
            in = new BufferedInputStream(tls.getInputStream(), SMALL_BUFFER_BYTES);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static TlsPeer connect(InetSocketAddress server, SSLContext context, String protocol) throws IOException {
        return new TlsPeer(new Socket(), server, context, protocol);
    }

    static TlsPeer connectFrom(InetSocketAddress address, InetSocketAddress server, SSLContext context, String protocol)
            throws IOException {
        Socket socket = new Socket();
        socket.bind(address);
        return new TlsPeer(socket, server, context, protocol);
    }

    static TlsPeer connectWithSmallBuffer(InetSocketAddress server, SSLContext context, String protocol)
            throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        return new TlsPeer(socket, server, context, protocol);
    }

    /** What the server showed. */
    X509Certificate serverCertificate() throws IOException {
        return (X509Certificate) tls.getSession().getPeerCertificates()[0];
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
        tls.shutdownOutput();
    }

    @Override
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection as TCP does, without a word of TLS. */
    void cut() throws IOException {
        socket.close();
    }

    /** Says good-bye, unless the server takes nothing: a flood may be stuck in a write, which only the socket itself can end. */
    @Override
    public void close() throws IOException {
        Thread farewell = Thread.startVirtualThread(this::sayGoodBye);
        try {
            farewell.join(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        socket.close();
    }

    private void sayGoodBye() {
        try {
            tls.close();
        } catch (IOException expected) {
            // The server was quicker.
        }
    }

    // --- Reading.

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came for " + LIMIT_MILLIS + " ms", e);
        } catch (IOException e) {
            throw new AssertionError("the connection broke: " + e.getMessage(), e);
        }
    }

    @Override
    public int readNow(byte[] target) throws IOException {
        socket.setSoTimeout(1);
        try {
            return in.read(target);
        } catch (SocketTimeoutException e) {
            return 0;
        } finally {
            socket.setSoTimeout(LIMIT_MILLIS);
        }
    }

    @Override
    public String readLineAfter(Duration pause) throws IOException {
        LockSupport.parkNanos(pause.toNanos());
        return readLine();
    }
}
