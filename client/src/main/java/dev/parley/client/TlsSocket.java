package dev.parley.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Makes a connection secure, and lets nothing be said before the server has shown who it is. */
final class TlsSocket {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** How long a good-bye may take. A server who reads nothing would not let it through. */
    private static final Duration GOOD_BYE = Duration.ofMillis(500);

    private TlsSocket() {}

    /** Shakes hands over a socket that is connected. If it fails, the socket is the caller's to close. */
    static SSLSocket over(Socket socket, InetSocketAddress server, SSLContext context, Deadline deadline)
            throws IOException {
        String host = server.getHostString();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, server.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        try (Watchdog _ = new Watchdog(socket, deadline)) {
            tls.startHandshake();
            checkValidity(tls);
            return tls;
        } catch (IOException e) {
            // If that is over, it is the reason.
            deadline.millisLeft();
            throw TlsComplaint.of(e, host);
        }
    }

    /** Java asks no date of a certificate that is trusted by itself, and not for its issuer. */
    private static void checkValidity(SSLSocket tls) throws IOException {
        try {
            ((X509Certificate) tls.getSession().getPeerCertificates()[0]).checkValidity();
        } catch (CertificateException e) {
            throw (SSLHandshakeException) new SSLHandshakeException(e.getMessage()).initCause(e);
        }
    }

    /** Says good-bye, if that can be done in no time, and closes the socket below. */
    static void close(SSLSocket tls, Socket socket) throws IOException {
        Thread goodBye = Thread.ofVirtual().name("parley-client good-bye").start(() -> sayGoodBye(tls));
        try {
            goodBye.join(GOOD_BYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.close();
    }

    private static void sayGoodBye(SSLSocket tls) {
        try {
            tls.close();
        } catch (IOException e) {
            // The server hears it from TCP.
        }
    }
}
