package dev.parley.tls;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What can be set on a server's TLS.
 *
 * @param identity the files by which the server shows who it is
 * @param clientIssuers PEM certificates of who may vouch for guests; {@code null} if guests are not asked for a certificate
 * @param clientMayHaveNone whether a guest who has no certificate is let in all the same; of no meaning without {@code clientIssuers}
 * @param handshakeTimeout how long a guest may take from connecting to the end of his handshake; more than zero
 */
public record ServerTlsOptions(
        IdentityFiles identity, @Nullable Path clientIssuers, boolean clientMayHaveNone, Duration handshakeTimeout) {

    public ServerTlsOptions {
        if (!handshakeTimeout.isPositive()) {
            throw new IllegalArgumentException("handshakeTimeout must be more than zero, not " + handshakeTimeout);
        }
    }

    /** Guests are not asked for a certificate, and have 10 seconds. */
    public static ServerTlsOptions of(IdentityFiles identity) {
        return new ServerTlsOptions(identity, null, false, Duration.ofSeconds(10));
    }

    /** Nobody is let in without a certificate from one of these. */
    public ServerTlsOptions withClientIssuers(Path clientIssuers) {
        return new ServerTlsOptions(identity, clientIssuers, false, handshakeTimeout);
    }

    /** Guests are asked for a certificate, and who shows one must have it from one of these. */
    public ServerTlsOptions withOptionalClientIssuers(Path clientIssuers) {
        return new ServerTlsOptions(identity, clientIssuers, true, handshakeTimeout);
    }

    public ServerTlsOptions withHandshakeTimeout(Duration handshakeTimeout) {
        return new ServerTlsOptions(identity, clientIssuers, clientMayHaveNone, handshakeTimeout);
    }
}
