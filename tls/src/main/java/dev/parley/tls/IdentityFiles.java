package dev.parley.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files by which somebody shows who he is: his certificate with those of its issuers behind it, and his key.
 *
 * @param certificates PEM, or PKCS#12, which holds the key as well
 * @param key PEM, in PKCS#8, RSA or EC; {@code null} if it is in {@code certificates}
 * @param password of the PKCS#12 file
 */
public record IdentityFiles(Path certificates, @Nullable Path key, Password password) {
    /** PEM files. */
    public static IdentityFiles pem(Path certificates, Path key) {
        return new IdentityFiles(certificates, key, Password.NONE);
    }

    public static IdentityFiles pkcs12(Path store, Password password) {
        return new IdentityFiles(store, null, password);
    }
}
