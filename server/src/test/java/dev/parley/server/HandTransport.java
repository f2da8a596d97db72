package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.CloseReason;
import dev.parley.api.Endpoint;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import dev.parley.spi.Conversation;
import dev.parley.wire.ByteSink;
import dev.parley.wire.Outbox;
import dev.parley.wire.Outbox.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A transport without sockets or threads: the test says who connects, what arrives, and when tasks run. */
final class HandTransport implements Transport {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Line> lines = new ArrayList<>();
    private SessionHandler.@Nullable Factory handlers;
    private TransportOptions options = TransportOptions.defaults();

    @Override
    public String name() {
        return "hand";
    }

    @Override
    public Endpoint open(InetSocketAddress address, TransportOptions options, SessionHandler.Factory handlers) {
        this.handlers = handlers;
        this.options = options;
        return new HandEndpoint(address);
    }

    /** A guest connects. */
    Line connect() {
        Line line = new Line();
        lines.add(line);
        if (handlers != null) {
            line.conversation.begin(handlers);
        }
        return line;
    }

    void runOneTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
    }

    void runTasks() {
        while (!tasks.isEmpty()) {
            runOneTask();
        }
    }

    /** One guest's line to the server. */
    final class Line implements Session {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final Outbox outbox = new Outbox(tasks::add, this::flush, options.maxOutboxBytes());
        private final Conversation conversation = new Conversation(this, options.maxLineBytes());
        private final ByteSink channel = this::receive;
        private boolean reads = true;
        private boolean ended;

        /** What the guest sends, in one packet. */
        Line sends(String text) {
            return sends(text.getBytes(UTF_8));
        }

        Line sends(byte[] bytes) {
            conversation.hear(ByteBuffer.wrap(bytes));
            return this;
        }

        /** Everything the guest has got since the last call, after all that was to be done is done. */
        String gets() {
            runTasks();
            String text = received.toString(UTF_8);
            received.reset();
            return text;
        }

        byte[] getsBytes() {
            runTasks();
            byte[] bytes = received.toByteArray();
            received.reset();
            return bytes;
        }

        void stopsReading() {
            reads = false;
        }

        void hangsUp() {
            close(new CloseReason.PeerClosed());
            runTasks();
        }

        /** Whether the server has closed, and everything before is written. */
        boolean isEnded() {
            runTasks();
            return ended;
        }

        @Override
        public SocketAddress peer() {
            return new InetSocketAddress(0);
        }

        @Override
        public Outbox outbox() {
            return outbox;
        }

        @Override
        public void close(CloseReason reason) {
            if (conversation.close(reason)) {
                outbox.finish();
                tasks.add(conversation::end);
            }
        }

        private void flush() {
            if (ended) {
                return;
            }
            Progress progress = write();
            if (progress == Progress.FELL_BEHIND || outbox.hasFallenBehind()) {
                close(new CloseReason.FellBehind(outbox.waitingBytes()));
                ended = true;
                outbox.discard();
            } else if (progress == Progress.FINISHED) {
                ended = true;
                outbox.discard();
            } else if (progress == Progress.MORE) {
                outbox.wake();
            }
        }

        private Progress write() {
            try {
                return outbox.writeTo(channel, 1000);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        /** Takes everything, or nothing. */
        private int receive(ByteBuffer source) {
            int bytes = 0;
            while (reads && source.hasRemaining()) {
                received.write(source.get());
                bytes++;
            }
            return bytes;
        }
    }

    private final class HandEndpoint implements Endpoint {
        private final InetSocketAddress address;

        HandEndpoint(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public int sessionCount() {
            return (int) lines.stream().filter(line -> !line.ended).count();
        }

        @Override
        public void stopReading(Duration atMost) {
            runTasks();
        }

        @Override
        public boolean stop(Duration grace) {
            lines.forEach(line -> line.close(new CloseReason.Stopped()));
            runTasks();
            return sessionCount() == 0;
        }
    }
}
