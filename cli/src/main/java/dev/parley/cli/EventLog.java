package dev.parley.cli;

import dev.parley.server.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends events to a file, or whatever takes bytes, as {@link EventJson}. When it cannot be written to, as when the disk is
 * full, events are lost until it can; then a line says how many. Thread: any; one that may block.
 */
final class EventLog implements Consumer<List<ChatEvent>> {

    /** Opens what is written to. */
    interface Target {
        WritableByteChannel open() throws IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    private final Target target;

    // Guarded by this.
    private WritableByteChannel channel;
    private ChatEvent.@Nullable Lost lost;
    private boolean inMidLine;

    /** @throws IOException if it cannot be opened */
    EventLog(Target target) throws IOException {
        this.target = target;
        this.channel = target.open();
    }

    /** Opens it anew, since somebody may have moved the file away. If that fails, it goes on with the one it has. */
    synchronized void reopen() throws IOException {
        WritableByteChannel opened = target.open();
        channel.close();
        channel = opened;
        inMidLine = false;
    }

    @Override
    public synchronized void accept(List<ChatEvent> events) {
        events.forEach(this::append);
    }

    private void append(ChatEvent event) {
        try {
            if (lost != null) {
                write(lost);
                lost = null;
            }
            write(event);
        } catch (IOException e) {
            if (lost == null) {
                log.warn("Events are lost, since they cannot be written: {}", e.getMessage());
            }
            lost = ChatEvent.Lost.another(lost, event);
        }
    }

    private void write(ChatEvent event) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        if (inMidLine) {
            line.write('\n');
        }
        EventJson.write(event, line);
        ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
                inMidLine = false;
            }
        } finally {
            // What got through before a failure is half a line, which must not become a part of the next one.
            inMidLine |= bytes.hasRemaining() && bytes.position() > 0;
        }
    }
}
