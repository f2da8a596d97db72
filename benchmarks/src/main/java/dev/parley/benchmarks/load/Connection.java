package dev.parley.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** How a session's bytes get to the server and back over its socket: as they are, or through TLS. Never blocks. Thread: the generator's. */
interface Connection {
    /**
     * Goes on with what has to come before the first byte, now that the socket is connected; to be called again whenever something
     * has arrived, until it is done.
     *
     * @return whether it is done: one can speak
     */
    boolean establish() throws IOException;

    /** As a channel's: how many bytes came, 0 if there are none now, -1 at the end. */
    int read(ByteBuffer target) throws IOException;

    /** Whether it may have more to read, of which a selector knows nothing. */
    boolean holdsInput();

    /** As a channel's: takes what it can of {@code source}. */
    int write(ByteBuffer source) throws IOException;

    /** Whether it has taken something that the socket has not; the next write, be it of nothing, goes on with that. */
    boolean holdsOutput();
}
