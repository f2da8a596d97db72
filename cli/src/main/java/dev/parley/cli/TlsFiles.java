package dev.parley.cli;

import dev.parley.tls.IdentityFiles;
import dev.parley.tls.Password;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who one is, for the server and for the client. */
final class TlsFiles {
    /** Where a password may be that is in no file. Never an argument: everybody on a machine can see those. */
    private static final String PASSWORD_VARIABLE = "PARLEY_TLS_PASSWORD";

    @Option(names = "--tls-cert", paramLabel = "FILE",
            description = "Certificate, with those of its issuers: PEM, or PKCS#12 with the key.")
    private @Nullable Path certificates;

    @Option(names = "--tls-key", paramLabel = "FILE",
            description = "Its key: PEM, PKCS#8 (default: in the file of the certificate).")
    private @Nullable Path key;

    @Option(names = "--tls-password-file", paramLabel = "FILE",
            description = "Password of a PKCS#12 file (default: the variable " + PASSWORD_VARIABLE + ").")
    private @Nullable Path passwordFile;

    /** Picocli makes the instances and fills them. */
    TlsFiles() {}

    /** Null if none is given. */
    @Nullable IdentityFiles identity() {
        if (certificates == null) {
            return null;
        }
        Password password = passwordFile == null ? Password.inVariable(PASSWORD_VARIABLE) : Password.inFile(passwordFile);
        return new IdentityFiles(certificates, key, password);
    }

    /** Whether there is a key or a password for no certificate. */
    boolean lacksCertificate() {
        return certificates == null && (key != null || passwordFile != null);
    }
}
