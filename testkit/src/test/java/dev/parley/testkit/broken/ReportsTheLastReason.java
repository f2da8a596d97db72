package dev.parley.testkit.broken;

import dev.parley.api.CloseReason;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for a moment before it tells the end, in case a better reason comes. */
final class ReportsTheLastReason extends PlainSession {
    private static final Duration MOMENT = Duration.ofMillis(50);

    private volatile @Nullable CloseReason last;

    ReportsTheLastReason(PlainEndpoint endpoint, Socket socket) throws IOException {
        super(endpoint, socket);
    }

    @Override
    public void close(CloseReason why) {
        last = why;
        super.close(why);
    }

    @Override
    protected @Nullable CloseReason reason() {
        return last;
    }

    @Override
    protected void tellSoon() {
        endpoint().runAfter(MOMENT, this::tellAndCount);
    }
}
