package dev.parley.benchmarks.load;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One session of the generator. Thread: the generator's. */
final class Member {
    final int number;
    final String name;
    final Hall hall;
    final Dialect.Role role;

    /** Whether he stops reading once he is in the room. */
    final boolean sleeps;

    Ear ear = Ear.DEAF;

    /** What he has received since the room settled. */
    long heardBytes;

    /** How many lines he has said since the room settled; also the number of the next one. */
    int said;

    /** How many lines he has heard that only settle the room. */
    int settlingHeard;

    /** The beginning of a message whose rest has not arrived. */
    byte @Nullable [] begun;

    private @Nullable SocketChannel channel;
    private @Nullable Connection connection;
    private @Nullable SelectionKey key;
    private @Nullable LineForm form;
    private ByteBuffer out = ByteBuffer.allocate(0);

    /** Whether the socket took less than it was offered. */
    private boolean isBlocked;

    Member(int number, String name, Hall hall, Dialect.Role role, boolean sleeps) {
        this.number = number;
        this.name = name;
        this.hall = hall;
        this.role = role;
        this.sleeps = sleeps;
    }

    void connected(SocketChannel channel, Connection connection, SelectionKey key) {
        this.channel = channel;
        this.connection = connection;
        this.key = key;
    }

    SocketChannel channel() {
        return requireNonNull(channel);
    }

    Connection connection() {
        return requireNonNull(connection);
    }

    SelectionKey key() {
        return requireNonNull(key);
    }

    LineForm form() {
        return requireNonNull(form);
    }

    /** Makes him a speaker who can have so many lines waiting to be sent. */
    void learnToSpeak(Dialect dialect, int lines) {
        form = new LineForm(dialect, hall.name, name, number);
        out = ByteBuffer.allocateDirect(lines * form.saidBytes());
    }

    boolean canSay() {
        return out.remaining() >= form().saidBytes();
    }

    /** Says one more line; {@link #flush} has to follow. */
    void say(long time) {
        form().say(said, time, out);
        said++;
        hall.said++;
    }

    /** Says a line that does not count; only while nothing else is being said. */
    void saySettling(int number) throws IOException {
        form().say(number, 0, out);
        flush();
    }

    /** Sends what waits, as far as the socket takes it now. */
    void flush() throws IOException {
        out.flip();
        connection().write(out);
        boolean rest = out.hasRemaining() || connection().holdsOutput();
        out.compact();
        if (rest != isBlocked) {
            isBlocked = rest;
            key().interestOps(rest ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** Sends a word of the handshake, which a fresh socket always takes. */
    void send(byte[] words) throws IOException {
        if (words.length == 0) {
            return;
        }
        if (connection().write(ByteBuffer.wrap(words)) < words.length || connection().holdsOutput()) {
            throw new LoadFailure("the connection of " + name + " did not take " + words.length + " bytes");
        }
    }
}
