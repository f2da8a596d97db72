package dev.parley.tls;

import dev.parley.api.SecureChannel;
import dev.parley.api.Security;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.3 and 1.2 for the connections of a server:
 *
 * <pre>{@code
 * ServerTls tls = ServerTls.load(ServerTlsOptions.of(IdentityFiles.pem(Path.of("cert.pem"), Path.of("key.pem"))));
 * server.open(new NioTransport().secured(tls), new InetSocketAddress(12001));
 * }</pre>
 *
 * <p>One serves for any number of endpoints. Certificates are replaced by {@link #reload}, without anybody being disconnected.
 * Negotiating again is not offered.
 *
 * <p>Thread: any, for every method.
 */
public final class ServerTls implements Security {
    private static final Logger log = LoggerFactory.getLogger(ServerTls.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final ServerTlsOptions options;
    private final BufferPool pool = new BufferPool();
    private volatile SSLContext context;

    private ServerTls(ServerTlsOptions options) throws IOException {
        this.options = options;
        this.context = read(options);
    }

    /**
     * Reads the files.
     *
     * @throws IOException if one cannot be used; the message is one line that begins with its name
     */
    public static ServerTls load(ServerTlsOptions options) throws IOException {
        return new ServerTls(options);
    }

    /**
     * Reads the files again. Handshakes that begin from now on use what is in them; connections go on as they are.
     *
     * @throws IOException as {@link #load}; what was loaded before stays in use
     */
    public void reload() throws IOException {
        context = read(options);
    }

    private static SSLContext read(ServerTlsOptions options) throws IOException {
        Identity identity = Identity.load(options.identity());
        warnIfNotValidNow(identity.chain().getFirst(), options);
        return TlsContexts.of(identity, options.clientIssuers() == null ? null : Issuers.load(options.clientIssuers()));
    }

    private static void warnIfNotValidNow(X509Certificate certificate, ServerTlsOptions options) {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            log.warn(
                    "{}: the certificate is valid from {} to {}; clients will refuse it now",
                    options.identity().certificates(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
    }

    @Override
    public SecureChannel secure(ByteChannel socket) {
        return new TlsServerChannel(socket, context, this::engine, pool);
    }

    @Override
    public Duration handshakeTimeout() {
        return options.handshakeTimeout();
    }

    private SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        if (options.clientIssuers() != null && options.clientMayHaveNone()) {
            parameters.setWantClientAuth(true);
        } else {
            parameters.setNeedClientAuth(options.clientIssuers() != null);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}
