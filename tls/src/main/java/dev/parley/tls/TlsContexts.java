package dev.parley.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Contexts for TLS, made from files. */
public final class TlsContexts {
    private TlsContexts() {}

    /**
     * For a client.
     *
     * @param issuers PEM certificates; a server's has to be from one of them, or be one of them. {@code null} for those that the
     *     Java runtime trusts
     * @param identity what it shows to a server that asks; {@code null} for nothing
     * @throws IOException if a file cannot be used; the message is one line that begins with its name
     */
    public static SSLContext forClient(@Nullable Path issuers, @Nullable IdentityFiles identity) throws IOException {
        return of(identity == null ? null : Identity.load(identity), issuers == null ? null : Issuers.load(issuers));
    }

    static SSLContext of(@Nullable Identity identity, @Nullable Issuers issuers) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity == null ? null : identity.keyManagers(), issuers == null ? null : issuers.trustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
