package dev.parley.benchmarks.yardstick;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.load.Dialect;
import dev.parley.benchmarks.load.Dialect.Role;
import dev.parley.benchmarks.load.Handshake;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Somebody in a room, through whatever dialect the server speaks: he talks on one connection, and listens on it or another. */
final class Person implements AutoCloseable {
    static final String ROOM = "r0001";

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Dialect dialect;
    private final String name;
    private final Line mouth;
    private final Line ear;

    private Person(Dialect dialect, String name, Line mouth, Line ear) {
        this.dialect = dialect;
        this.name = name;
        this.mouth = mouth;
        this.ear = ear;
    }

    /** Is in the room when this returns. */
    static Person join(Dialect dialect, int port, String name) throws IOException {
        if (!dialect.separatesRoles()) {
            Line both = new Line(port, dialect.handshake(name, ROOM, Role.BOTH));
            return new Person(dialect, name, both, both);
        }
        Line mouth = new Line(port, dialect.handshake(name, ROOM, Role.SPEAKER));
        return new Person(dialect, name, mouth, new Line(port, dialect.handshake(name, ROOM, Role.LISTENER)));
    }

    void say(String text) throws IOException {
        mouth.send(dialect.said(ROOM, text));
    }

    /** Several lines in one packet. */
    void say(List<String> texts) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (String text : texts) {
            packet.write(dialect.said(ROOM, text));
        }
        mouth.send(packet.toByteArray());
    }

    /** Everything up to the middle of the text. */
    void sayFirstHalf(String text) throws IOException {
        byte[] said = dialect.said(ROOM, text);
        mouth.send(Arrays.copyOf(said, said.length - text.length() / 2));
    }

    void saySecondHalf(String text) throws IOException {
        byte[] said = dialect.said(ROOM, text);
        mouth.send(Arrays.copyOfRange(said, said.length - text.length() / 2, said.length));
    }

    /** The next line that he is delivered is this one, byte for byte. */
    void hears(Person author, String text) throws IOException {
        byte[] expected = dialect.delivered(author.name, ROOM, text);
        assertThat(ear.nextDelivery(dialect)).asString().isEqualTo(new String(expected, US_ASCII));
    }

    /** Vanishes without a good-bye. */
    void reset() throws IOException {
        for (Line line : mouth.equals(ear) ? List.of(ear) : List.of(mouth, ear)) {
            line.socket.setSoLinger(true, 0);
            line.socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        mouth.socket.close();
        ear.socket.close();
    }

    /** One connection. */
    private static final class Line {
        private static final int BUFFER_BYTES = 64 * 1024;

        private final Socket socket;
        private final ByteBuffer received = ByteBuffer.allocate(BUFFER_BYTES).flip();

        Line(int port, Handshake handshake) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            send(handshake.hello());
            while (!handshake.isJoined()) {
                byte[] answer = handshake.hear(received);
                send(answer);
                if (answer.length == 0 && !handshake.isJoined()) {
                    receive();
                }
            }
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        byte[] nextDelivery(Dialect dialect) throws IOException {
            while (true) {
                byte[] message = nextMessage(dialect);
                if (dialect.isDelivery(ByteBuffer.wrap(message))) {
                    return message;
                }
                assertThat(dialect.name()).as("says nothing but deliveries").isNotEqualTo("parley");
            }
        }

        private byte[] nextMessage(Dialect dialect) throws IOException {
            int bytes = dialect.messageBytes(received);
            while (bytes == 0) {
                receive();
                bytes = dialect.messageBytes(received);
            }
            byte[] message = new byte[bytes];
            received.get(message);
            return message;
        }

        private void receive() throws IOException {
            received.compact();
            int bytes = socket.getInputStream().read(received.array(), received.position(), received.remaining());
            if (bytes < 0) {
                throw new EOFException("the server has closed the connection");
            }
            received.position(received.position() + bytes).flip();
        }
    }
}
