package dev.parley.client;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ChatClient} connects.
 *
 * @param deadline how long that may take, from connecting to the welcome
 * @param tls what to trust, over TLS 1.3 or 1.2; null for a connection in plain text. The server has to show a certificate for the
 *     host name or address as it was given; {@link SSLContext#getDefault()} trusts the issuers that the Java runtime does
 * @param password for a name that needs one, sent only where the server asks for it; null where none is known
 */
public record ClientOptions(Duration deadline, @Nullable SSLContext tls, @Nullable String password) {

    /** Ten seconds, plain text, no password. */
    public static ClientOptions defaults() {
        return new ClientOptions(ChatClient.DEFAULT_DEADLINE, null, null);
    }

    public ClientOptions withDeadline(Duration deadline) {
        return new ClientOptions(deadline, tls, password);
    }

    public ClientOptions withTls(SSLContext tls) {
        return new ClientOptions(deadline, tls, password);
    }

    public ClientOptions withPassword(String password) {
        return new ClientOptions(deadline, tls, password);
    }

    /** A password is not for logs. */
    @Override
    public String toString() {
        return "ClientOptions[deadline=" + deadline + (tls == null ? "" : ", TLS") + (password == null ? "" : ", with a password") + "]";
    }
}
