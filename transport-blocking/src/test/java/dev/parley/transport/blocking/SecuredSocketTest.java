package dev.parley.transport.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.api.SecureChannel;
import dev.parley.api.Security;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who reads behind the end of output. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecuredSocketTest {

    /** Its connections have ended their output, and decipher nothing. */
    private static final class Ended implements Security {
        @Override
        public SecureChannel secure(ByteChannel socket) {
            return (SecureChannel) Proxy.newProxyInstance(
                    SecureChannel.class.getClassLoader(),
                    new Class<?>[] {SecureChannel.class},
                    (_, method, _) -> switch (method.getName()) {
                        case "read" -> 0;
                        case "endOutput" -> true;
                        default -> throw new AssertionError("called: " + method);
                    });
        }

        @Override
        public Duration handshakeTimeout() {
            return Duration.ofHours(1);
        }
    }

    /** He comes back, since it may be that nobody waits for this guest any more. */
    @Test
    void whatComes_isDropped_andItsReaderComesBackFromIt() throws IOException {
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel guest = SocketChannel.open(listener.getLocalAddress());
                SocketChannel socket = listener.accept()) {
            SecuredSocket secured = new SecuredSocket(socket, new Ended(), () -> {});
            secured.endOutput();
            guest.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertEquals(0, secured.read(ByteBuffer.allocate(100)));
            assertEquals(0, socket.socket().getInputStream().available(), "left in the socket");
            guest.shutdownOutput();
            assertEquals(-1, secured.read(ByteBuffer.allocate(100)));
        }
    }
}
