package dev.parley.tls;

import dev.parley.tls.doubles.TestIdentity;
import dev.parley.tls.doubles.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import tlschannel.ClientTlsChannel;

/** A server's TLS, and a client's that believes it. Both are made once for all tests that need no more. */
record TestTls(ServerTls server, SSLContext client) {
    static final TestTls SHARED = make();

    private static TestTls make() {
        try {
            Path folder = Files.createTempDirectory("parley-tls");
            TestIssuer issuer = new TestIssuer("Parley test issuer");
            Path issuers = TestIdentity.writeCertificates(folder.resolve("ca.pem"), List.of(issuer.certificate()));
            ServerTls server = ServerTls.load(ServerTlsOptions.of(files(issuer.issue("localhost", "127.0.0.1"), folder)));
            SSLContext client = TlsContexts.forClient(issuers, null);
            for (Path file : List.of(issuers, folder.resolve("cert.pem"), folder.resolve("key.pem"), folder)) {
                Files.delete(file);
            }
            return new TestTls(server, client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that tells the end of a connection from a cut, and can end one direction without closing it. */
    ClientTlsChannel connect(SocketChannel socket) {
        SSLEngine engine = client.createSSLEngine("localhost", 1);
        engine.setUseClientMode(true);
        return ClientTlsChannel.newBuilder(socket, engine).build();
    }

    /** Writes an identity into a folder, in place of the one that was there. */
    static IdentityFiles files(TestIdentity identity, Path folder) throws IOException {
        return IdentityFiles.pem(
                identity.writeChain(folder.resolve("cert.pem")), identity.writeKey(folder.resolve("key.pem")));
    }
}
