package dev.parley.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A key, and the certificates that say whose it is; his own is the first. */
record Identity(PrivateKey key, List<X509Certificate> chain) {
    /** What every PKCS#12 file begins with, and no PEM file. */
    private static final byte DER_SEQUENCE = 0x30;

    private static final byte[] PROOF = {'p', 'r', 'o', 'o', 'f'};

    /** Of a key store in memory, which nobody else sees. */
    private static final char[] INNER_PASSWORD = "parley".toCharArray();

    /** Fails with one line that begins with the name of the file at fault. */
    static Identity load(IdentityFiles files) throws IOException {
        byte[] content = FileBytes.of(files.certificates());
        Path keyFile = files.key() == null ? files.certificates() : files.key();
        Identity identity;
        if (content.length > 0 && content[0] == DER_SEQUENCE) {
            identity = pkcs12(files.certificates(), content, files.password().read());
        } else {
            List<X509Certificate> chain = Pem.parse(files.certificates(), content).certificates();
            String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
            identity = new Identity(Pem.read(keyFile).privateKey(algorithm), chain);
        }
        if (!identity.fits()) {
            throw new IOException(keyFile + ": its key does not belong to the certificate in " + files.certificates());
        }
        return identity;
    }

    private static Identity pkcs12(Path file, byte[] content, char[] password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] chain = store.getCertificateChain(alias);
                if (chain != null && store.getKey(alias, password) instanceof PrivateKey key) {
                    return new Identity(key, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": its key cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new IOException(file + (password.length == 0 ? ": it needs a password" : ": the password is wrong"), e)
                    : new IOException(file + ": it is neither PEM nor PKCS#12", e);
        }
        throw new IOException(file + ": there is no private key with a certificate in it");
    }

    /** Signs something, and lets the certificate judge. */
    private boolean fits() {
        PublicKey claimed = chain.getFirst().getPublicKey();
        String algorithm = switch (claimed.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> claimed.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROOF);
            byte[] signed = signature.sign();
            signature.initVerify(claimed);
            signature.update(PROOF);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("parley", key, INNER_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, INNER_PASSWORD);
        return factory.getKeyManagers();
    }
}
