package dev.parley.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM file. All failures are one line that begins with the file's name. */
record Pem(Path file, List<Block> blocks) {

    /** What stands between two lines of dashes; its body is Base64. */
    record Block(String label, String body) {}

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    static Pem read(Path file) throws IOException {
        return parse(file, FileBytes.of(file));
    }

    static Pem parse(Path file, byte[] content) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(new String(content, ISO_8859_1));
        while (found.find()) {
            blocks.add(new Block(found.group(1), found.group(2)));
        }
        if (blocks.isEmpty()) {
            throw new IOException(file + ": it is not a PEM file: it has no line like -----BEGIN CERTIFICATE----- or -----BEGIN PRIVATE KEY-----");
        }
        return new Pem(file, List.copyOf(blocks));
    }

    /** At least one, in the order of the file. */
    List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label.equals("CERTIFICATE")) {
                certificates.add(certificate(bytes(block)));
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + ": there is no certificate in it");
        }
        return List.copyOf(certificates);
    }

    private byte[] bytes(Block block) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(block.body);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": its " + block.label + " is damaged", e);
        }
    }

    private X509Certificate certificate(byte[] bytes) throws IOException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new IOException(file + ": a certificate in it is damaged", e);
        }
    }

    /** The first key, for the algorithm that its certificate names. */
    PrivateKey privateKey(String algorithm) throws IOException {
        for (Block block : blocks) {
            switch (block.label) {
                case "PRIVATE KEY" -> {
                    return privateKey(algorithm, bytes(block));
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new IOException(file + ": its key is not in PKCS#8; 'openssl pkcs8 -topk8 -nocrypt -in FILE' makes that of it");
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new IOException(file + ": its key has a password; a PKCS#12 file may have one, a PEM file must not");
                default -> {}
            }
        }
        throw new IOException(file + ": there is no private key in it");
    }

    private PrivateKey privateKey(String algorithm, byte[] bytes) throws IOException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": its key is damaged, or not the one of the certificate", e);
        }
    }
}
