package dev.parley.benchmarks.load;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate that vouches for itself, for one run: the server shows it, and the generator trusts nobody else.
 *
 * @param keyStore a PKCS#12 file
 * @param password a file with its password in it
 */
public record SelfSigned(Path keyStore, Path password) {
    /** No secret: the file is deleted after the run. */
    private static final String PASSWORD = "for one run";

    /**
     * Makes one, by the {@code keytool} of this Java.
     *
     * @param folder where the two files go
     * @throws IOException if it cannot be made, with the words of {@code keytool}
     */
    public static SelfSigned make(Path folder) throws IOException {
        Path keyStore = folder.resolve("identity.p12");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2",
                        "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
                        "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass:file", password.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (!Files.exists(keyStore)) {
            throw new IOException("keytool made no certificate: " + said.strip());
        }
        return new SelfSigned(keyStore, password);
    }

    /** What believes a server that shows the certificate in this file, and no other one. */
    static SSLContext trusting(Path keyStore) throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate in " + keyStore + " cannot be used: " + e.getMessage(), e);
        }
    }
}
