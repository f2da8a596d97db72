package dev.parley.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what it is called with, for the test to wait for, 10 s at most. */
final class RecordingListener implements ChatListener {
    private final BlockingQueue<ChatLine> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    @Override
    public void line(ChatClient client, ChatLine line) {
        lines.add(line);
    }

    @Override
    public void ended(ChatClient client, Ending how) {
        ending.complete(how);
    }

    @Nullable ChatLine awaitLine() throws InterruptedException {
        return lines.poll(10, TimeUnit.SECONDS);
    }

    Ending awaitEnding() throws Exception {
        return ending.get(10, TimeUnit.SECONDS);
    }
}
