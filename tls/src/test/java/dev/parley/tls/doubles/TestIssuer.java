package dev.parley.tls.doubles;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody who issues certificates to whoever asks. Thread: any. */
public final class TestIssuer {
    private static final Duration DAY = Duration.ofDays(1);

    private final KeyPair keys;
    private final X500Principal name;
    private final X509Certificate certificate;

    public TestIssuer(String name) {
        this.keys = newKeys("EC");
        this.name = new X500Principal("CN=" + name);
        this.certificate = certify(this.name, keys, Instant.now().minus(DAY), Instant.now().plus(DAY), List.of(), true);
    }

    /** What those have to know who believe him. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** For these host names and IP addresses, valid since yesterday until tomorrow, with an EC key. */
    public TestIdentity issue(String... hosts) {
        return issue("EC", Instant.now().minus(DAY), Instant.now().plus(DAY), hosts);
    }

    /** For these host names and IP addresses, as long as asked for, with an {@code RSA} or {@code EC} key. */
    public TestIdentity issue(String algorithm, Instant from, Instant to, String... hosts) {
        KeyPair subject = newKeys(algorithm);
        X500Principal subjectName = new X500Principal("CN=" + hosts[0]);
        X509Certificate issued = certify(subjectName, subject, from, to, List.of(hosts), false);
        return new TestIdentity(subject.getPrivate(), List.of(issued, certificate));
    }

    private X509Certificate certify(
            X500Principal subject, KeyPair subjectKeys, Instant from, Instant to, List<String> hosts, boolean issuer) {
        try {
            BigInteger serial = new BigInteger(64, new SecureRandom());
            var builder = new JcaX509v3CertificateBuilder(
                    name, serial, Date.from(from), Date.from(to), subject, subjectKeys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer));
            if (!hosts.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception e) {
            throw new AssertionError("no certificate can be made", e);
        }
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }

    private static KeyPair newKeys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("no keys can be made", e);
        }
    }
}
