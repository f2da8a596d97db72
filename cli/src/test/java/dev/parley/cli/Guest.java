package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What {@code nc} does. Everything that waits fails after 20 s. */
final class Guest implements AutoCloseable {
    static final String PROMPT = "Please enter your username: ";
    static final String WELCOME = "You are connected to chatroom.";

    private static final int DEADLINE_MILLIS = 20_000;
    final Socket socket;
    private String name = "";

    Guest(int port) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    Guest(InetSocketAddress server) throws IOException {
        this(server, new Socket());
    }

    private Guest(InetSocketAddress server, Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.connect(server);
    }

    /** One for whom the kernel keeps little that he has not read. */
    static Guest withSmallBuffer(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        return new Guest(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), socket);
    }

    void join(String name, boolean standard) throws IOException {
        this.name = name;
        gets(PROMPT);
        types(name + "\n");
        gets(WELCOME + (standard ? "\n" : ""));
    }

    String name() {
        return name;
    }

    void types(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    void gets(String expected) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(expected.getBytes(UTF_8).length);
        assertThat(new String(bytes, UTF_8)).isEqualTo(expected);
    }

    void getsTheEnd() throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
