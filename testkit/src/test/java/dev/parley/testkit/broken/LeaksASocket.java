package dev.parley.testkit.broken;

import java.io.IOException;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ends both directions of a socket, and never closes it. */
final class LeaksASocket extends PlainSession {
    /** Else the garbage collector would mend it now and then. */
    private static final Queue<Socket> leaked = new ConcurrentLinkedQueue<>();

    LeaksASocket(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    protected void closeSocket(Socket socket) throws IOException {
        leaked.add(socket);
        socket.shutdownInput();
        if (!socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
    }
}
