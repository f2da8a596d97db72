package dev.parley.transport.blocking;

import dev.parley.api.SecureChannel;
import dev.parley.api.Security;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/**
 * A secure channel on a blocking socket. It waits where the channel says that nothing is there: outside of it, so that whoever
 * waits for input holds up nobody who writes, or says good-bye.
 *
 * <p>Thread: one shakes hands and reads, another one writes; {@link #holdsInput}, {@link #isEstablished} and {@link #close} any.
 */
final class SecuredSocket implements ReadableByteChannel, GatheringByteChannel {
    private final SocketChannel socket;
    private final SecureChannel secure;
    private final Runnable handshakeOver;

    // Owned by who reads.
    private final ReadBuffer reads = new ReadBuffer();
    private ByteBuffer received = reads.next(0).flip();
    private boolean ended;

    private volatile boolean established;
    private volatile boolean holdsInput;
    private volatile boolean outputEnded;

    /** @param handshakeOver to be run when it is, once or more often */
    SecuredSocket(SocketChannel socket, Security security, Runnable handshakeOver) throws IOException {
        this.socket = socket;
        this.handshakeOver = handshakeOver;
        secure = security.secure(new Received());
    }

    /** Blocks until the handshake is done, or has failed and the guest has hung up. Whoever finds that it takes too long closes this. */
    void handshake() throws IOException {
        try {
            shakeHands();
            established = true;
        } catch (IOException e) {
            awaitHangUp();
            throw e;
        } finally {
            handshakeOver.run();
        }
    }

    /** A socket that is closed with unread input is reset, and the guest might lose the reason that he was told. */
    private void awaitHangUp() throws IOException {
        socket.shutdownOutput();
        while (!ended) {
            receive();
        }
    }

    private void shakeHands() throws IOException {
        SecureChannel.Need need = secure.handshake();
        while (need != SecureChannel.Need.NOTHING) {
            switch (need) {
                case INPUT -> receive();
                case WORK -> secure.work().run();
                case OUTPUT -> throw new IllegalStateException("a blocking socket takes all that it is given");
                case NOTHING -> {}
            }
            need = secure.handshake();
        }
    }

    boolean isEstablished() {
        return established;
    }

    /** Blocks until there is something; -1 at the end of input. Behind the end of output what comes is dropped, and 0 is returned. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        int bytes = secure.read(target);
        while (bytes == 0 && !ended) {
            holdsInput = false;
            receive();
            bytes = secure.read(target);
            if (outputEnded) {
                break;
            }
        }
        holdsInput = !target.hasRemaining();
        return bytes == 0 && ended ? -1 : bytes;
    }

    /** Whether the last read may have left something that is no longer in the socket. */
    boolean holdsInput() {
        return holdsInput;
    }

    private void receive() throws IOException {
        ByteBuffer buffer = reads.next(received.limit());
        int bytes = socket.read(buffer);
        ended = bytes < 0;
        received = buffer.flip();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return secure.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return secure.write(sources);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return secure.write(sources, offset, length);
    }

    /** Says that nothing follows. */
    void endOutput() throws IOException {
        // First: a reader who drops what comes until then is to come back and look what else is to be done.
        outputEnded = true;
        if (!secure.endOutput()) {
            throw new IllegalStateException("a blocking socket takes all that it is given");
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
        try {
            secure.close();
        } finally {
            // There may be nobody who shakes hands: no thread could be had for it.
            handshakeOver.run();
        }
    }

    /** What the channel reads: only what has come already. */
    private final class Received implements ByteChannel {
        @Override
        public int read(ByteBuffer target) {
            if (!received.hasRemaining()) {
                return ended ? -1 : 0;
            }
            int bytes = Math.min(target.remaining(), received.remaining());
            target.put(received.slice(received.position(), bytes));
            received.position(received.position() + bytes);
            return bytes;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return socket.write(source);
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
