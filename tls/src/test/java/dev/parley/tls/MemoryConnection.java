package dev.parley.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.SecureChannel;
import dev.parley.api.SecureChannel.Need;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import tlschannel.ClientTlsChannel;
import tlschannel.TlsChannelFlowControlException;

/** A secure channel under test, and a client's at the other end of a connection in memory. */
record MemoryConnection(SecureChannel server, ClientTlsChannel client, MemorySocket clientSocket) {

    /**
     * Nobody has said anything yet.
     *
     * @param bytesARead the most that one read brings, on either side
     * @param room how many bytes the server's socket takes that the client has not read
     */
    static MemoryConnection open(String protocol, int bytesARead, int room) {
        MemorySocket[] ends = MemorySocket.pair(bytesARead, room);
        SSLEngine engine = TestTls.SHARED.client().createSSLEngine("localhost", 1);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        return new MemoryConnection(
                TestTls.SHARED.server().secure(ends[0]), ClientTlsChannel.newBuilder(ends[1], engine).build(), ends[1]);
    }

    /** Both are done with their handshakes. */
    static MemoryConnection established(String protocol, int bytesARead, int room) throws IOException {
        MemoryConnection connection = open(protocol, bytesARead, room);
        boolean clientDone = false;
        boolean serverDone = false;
        while (!clientDone || !serverDone) {
            if (clientDone) {
                // Or the tickets that come last find no room.
                connection.clientReads();
            }
            clientDone = clientDone || connection.clientShakes();
            serverDone = serverDone || connection.serverShakes();
        }
        return connection;
    }

    private boolean clientShakes() throws IOException {
        try {
            client.handshake();
            return true;
        } catch (TlsChannelFlowControlException e) {
            return false;
        }
    }

    private boolean serverShakes() throws IOException {
        Need need = server.handshake();
        if (need == Need.WORK) {
            server.work().run();
        }
        return need == Need.NOTHING;
    }

    void clientSays(String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    /** What the server's next so many reads bring, up to so many bytes. Every second read of its socket brings nothing. */
    String serverReads(int bytes, int times) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < times && text.size() < bytes; i++) {
            ByteBuffer target = ByteBuffer.allocate(bytes - text.size());
            if (server.read(target) > 0) {
                text.write(target.array(), 0, target.position());
            }
        }
        return text.toString(UTF_8);
    }

    /** What has come. */
    String clientReads() throws IOException {
        ByteBuffer target = ByteBuffer.allocate(20_000);
        try {
            int bytes = 0;
            while (target.hasRemaining() && bytes >= 0) {
                bytes = client.read(target);
            }
        } catch (TlsChannelFlowControlException e) {
            // That is all there is now.
        }
        return new String(target.array(), 0, target.position(), UTF_8);
    }
}
