package dev.parley.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.tls.doubles.TestIdentity;
import dev.parley.tls.doubles.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys from files, and what is said of those that are of no use. */
final class IdentityTest {
    private static final TestIssuer ISSUER = new TestIssuer("issuer");

    @TempDir
    private Path folder;

    private static TestIdentity identity(String algorithm) {
        Instant now = Instant.now();
        return ISSUER.issue(algorithm, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), "localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void pemInTwoFilesOrInOne_andPkcs12_areTheSame(String algorithm) throws IOException {
        TestIdentity made = identity(algorithm);
        Identity expected = new Identity(made.key(), made.chain());
        Path certificates = made.writeChain(folder.resolve("cert.pem"));
        Path key = made.writeKey(folder.resolve("key.pem"));
        Path both = Files.writeString(folder.resolve("both.pem"), Files.readString(key) + Files.readString(certificates));
        Path store = made.writeStore(folder.resolve("both.p12"), "secret");
        assertEquals(expected, Identity.load(IdentityFiles.pem(certificates, key)));
        assertEquals(expected, Identity.load(new IdentityFiles(both, null, Password.NONE)));
        assertEquals(expected, Identity.load(IdentityFiles.pkcs12(store, "secret"::toCharArray)));
    }

    @Test
    void aPassword_isTheFirstLineOfItsFile() throws IOException {
        Path store = identity("EC").writeStore(folder.resolve("both.p12"), "secret word");
        Path password = Files.writeString(folder.resolve("password"), "secret word\nand a comment\n");
        assertEquals(2, Identity.load(IdentityFiles.pkcs12(store, Password.inFile(password))).chain().size());
    }

    @Test
    void storesThatAreOfNoUse_areNamed() throws IOException {
        Path store = identity("EC").writeStore(folder.resolve("both.p12"), "secret");
        assertComplaint(store + ": the password is wrong", IdentityFiles.pkcs12(store, "guess"::toCharArray));
        assertComplaint(store + ": it needs a password", IdentityFiles.pkcs12(store, Password.NONE));
        Path damaged = Files.write(folder.resolve("damaged.p12"), new byte[] {0x30, 1, 2, 3});
        assertComplaint(damaged + ": it is neither PEM nor PKCS#12", IdentityFiles.pkcs12(damaged, Password.NONE));
        Path none = folder.resolve("none");
        assertComplaint(none + ": there is no such file", IdentityFiles.pkcs12(store, Password.inFile(none)));
    }

    @Test
    void certificatesThatAreOfNoUse_areNamed() throws IOException {
        Path key = identity("EC").writeKey(folder.resolve("key.pem"));
        Path none = folder.resolve("none");
        assertComplaint(none + ": there is no such file", IdentityFiles.pem(none, key));
        assertComplaint(folder + ": it cannot be read: Is a directory", IdentityFiles.pem(folder, key));
        assertComplaint(key + ": there is no certificate in it", IdentityFiles.pem(key, key));
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertComplaint(
                empty + ": it is not a PEM file: it has no line like -----BEGIN CERTIFICATE----- or -----BEGIN PRIVATE KEY-----",
                IdentityFiles.pem(empty, key));
        Path damaged = Files.writeString(folder.resolve("damaged"), TestIdentity.pem("CERTIFICATE", new byte[] {1, 2}));
        assertComplaint(damaged + ": a certificate in it is damaged", IdentityFiles.pem(damaged, key));
    }

    @Test
    void keysThatAreOfNoUse_areNamed() throws IOException {
        Path certificates = identity("EC").writeChain(folder.resolve("cert.pem"));
        assertComplaint(certificates + ": there is no private key in it", new IdentityFiles(certificates, null, Password.NONE));
        Path other = identity("EC").writeKey(folder.resolve("other.pem"));
        assertComplaint(
                other + ": its key does not belong to the certificate in " + certificates, IdentityFiles.pem(certificates, other));
        Path rsa = identity("RSA").writeKey(folder.resolve("rsa.pem"));
        assertComplaint(
                rsa + ": its key is damaged, or not the one of the certificate", IdentityFiles.pem(certificates, rsa));
        Path old = Files.writeString(folder.resolve("old.pem"), TestIdentity.pem("RSA PRIVATE KEY", new byte[] {1, 2}));
        assertComplaint(
                old + ": its key is not in PKCS#8; 'openssl pkcs8 -topk8 -nocrypt -in FILE' makes that of it",
                IdentityFiles.pem(certificates, old));
        Path locked = Files.writeString(folder.resolve("locked"), TestIdentity.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}));
        assertComplaint(
                locked + ": its key has a password; a PKCS#12 file may have one, a PEM file must not",
                IdentityFiles.pem(certificates, locked));
    }

    private static void assertComplaint(String expected, IdentityFiles files) {
        assertEquals(expected, assertThrows(IOException.class, () -> Identity.load(files)).getMessage());
    }
}
