package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event log whose disk fills up. */
class EventLogTest {
    private final Disk disk = new Disk();

    @Test
    void whatAFullDiskDoesNotTakeIsCounted_andHalfALineSpoilsNoOther() throws IOException {
        EventLog log = new EventLog(() -> disk);
        disk.room = line(1).length() + 5;
        log.accept(List.of(event(1), event(2), event(3)));
        log.accept(List.of(event(4)));
        disk.room = Integer.MAX_VALUE;
        log.accept(List.of(event(5), event(6)));
        String lost = "{\"at\":\"1970-01-01T00:00:02Z\",\"event\":\"lost\",\"events\":3}\n";
        assertThat(disk.text()).isEqualTo(line(1) + line(2).substring(0, 5) + "\n" + lost + line(5) + line(6));
    }

    @Test
    void anotherFileIsWrittenToAfterReopening() throws IOException {
        List<Disk> files = List.of(new Disk(), new Disk());
        int[] opened = {0};
        EventLog log = new EventLog(() -> files.get(opened[0]++));
        log.accept(List.of(event(1)));
        log.reopen();
        log.accept(List.of(event(2)));
        assertThat(files.get(0).text()).isEqualTo(line(1));
        assertThat(files.get(0).isOpen()).isFalse();
        assertThat(files.get(1).text()).isEqualTo(line(2));
    }

    @Test
    void whereReopeningFailsItGoesOnWithWhatItHas() throws IOException {
        boolean[] gone = {false};
        EventLog log = new EventLog(() -> {
            if (gone[0]) {
                throw new IOException("gone");
            }
            return disk;
        });
        gone[0] = true;
        assertThatThrownBy(log::reopen).hasMessage("gone");
        log.accept(List.of(event(1)));
        assertThat(disk.text()).isEqualTo(line(1));
    }

    private static ChatEvent event(long number) {
        return new ChatEvent.Lost(Instant.ofEpochSecond(number), 1);
    }

    private static String line(long number) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        EventJson.write(event(number), line);
        return line.toString(UTF_8);
    }

    private static final class Disk implements WritableByteChannel {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean open = true;
        int room = Integer.MAX_VALUE;

        String text() {
            return bytes.toString(UTF_8);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int taken = Math.min(room, source.remaining());
            if (taken == 0) {
                throw new IOException("No space left on device");
            }
            for (int i = 0; i < taken; i++) {
                bytes.write(source.get());
            }
            room -= taken;
            return taken;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
