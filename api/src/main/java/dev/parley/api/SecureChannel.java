package dev.parley.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.GatheringByteChannel;

/**
 * The server's end of one secure connection. It reads from its socket and writes to it, but waits for nothing: what it cannot do
 * now it says, and the transport calls again when it can be done. The order is
 *
 * <pre>{@code handshake+ (read | write | flush)* endOutput* close}</pre>
 *
 * <p>It may hold bytes that a selector does not know of: a read is to be repeated as long as it {@link #holdsInput}, and what was
 * written is with the socket only when {@link #flush} says so.
 *
 * <p>Thread: handshake one at a time; then one may read and another one write. {@code flush} and {@code endOutput} belong to who
 * writes. Only {@link #close} may come from any thread, at any time.
 */
public interface SecureChannel extends ByteChannel, GatheringByteChannel {

    /** What a handshake goes on with. */
    enum Need {
        /** Nothing: it is done. */
        NOTHING,
        /** Bytes from the guest. */
        INPUT,
        /** Room in the socket. */
        OUTPUT,
        /** {@link #work} has to be done: it computes for a millisecond or so, too long for a thread that serves others. */
        WORK
    }

    /**
     * Takes the handshake as far as it goes.
     *
     * @throws IOException if it fails: the guest speaks something else, or shows no certificate that is good enough. He has been
     *     told why, if he can understand it and takes it at once
     */
    Need handshake() throws IOException;

    /** What {@link Need#WORK} asks for. It is to be run once, on any thread, before the handshake goes on. */
    Runnable work();

    /**
     * Reads what has come, until {@code target} is full.
     *
     * @return how many bytes; 0 if none are there now, -1 if the guest has said that he sends no more
     * @throws IOException if the connection broke, was tampered with, or ended without the guest having said so
     */
    @Override
    int read(ByteBuffer target) throws IOException;

    /**
     * Whether the next read may have something to say though nothing more comes: bytes that did not fit into the last one or came
     * with the handshake, the end of input, a failure. Belongs to who reads.
     */
    boolean holdsInput();

    /** Hands to the socket what it did not take before. True if nothing is left; if not, it is to be called when there is room. */
    boolean flush() throws IOException;

    /**
     * Says that nothing follows. What is read from now on is no longer deciphered, and {@link #read} returns 0.
     *
     * @return whether that is with the socket, behind everything before it; if not, call again when there is room
     */
    boolean endOutput() throws IOException;

    /** Closes the socket, whatever is under way, and gives back memory. Says nothing to the guest. */
    @Override
    void close() throws IOException;
}
