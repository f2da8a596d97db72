package dev.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.parley.wire.Outbox.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The same rules with real threads: authors talk at once, while readers follow on executors of their own. */
class TranscriptConcurrencyTest {
    private static final int AUTHORS = 4;
    private static final int LINES = 5_000;

    @Test
    void everyReaderGetsEveryOthersLinesInOneOrder() throws Exception {
        Transcript transcript = new Transcript(new SegmentPool(1 << 24), 1 << 24);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Reader> readers = new ArrayList<>();
            for (int i = 0; i < AUTHORS; i++) {
                readers.add(new Reader(threads, (AUTHORS - 1) * LINES));
                transcript.follow(readers.get(i).outbox);
            }
            for (int i = 0; i < AUTHORS; i++) {
                int author = i;
                threads.execute(() -> talk(transcript, author, readers.get(author).outbox));
            }
            for (int i = 0; i < AUTHORS; i++) {
                assertThat(Uninterruptibles.awaitUninterruptibly(readers.get(i).done, Duration.ofSeconds(20)))
                        .as("reader %d got %d bytes", i, readers.get(i).channel.received().length())
                        .isTrue();
            }
            assertOneOrder(readers);
        }
    }

    private static void talk(Transcript transcript, int author, Outbox outbox) {
        byte[] prefix = ("<" + author + "> ").getBytes(UTF_8);
        for (int i = 0; i < LINES; i++) {
            transcript.append(prefix, ByteBuffer.wrap(Integer.toString(i).getBytes(UTF_8)), outbox);
            transcript.signal();
        }
    }

    /** What two readers both got, they got in the same order; nobody got his own. */
    private static void assertOneOrder(List<Reader> readers) {
        for (int a = 0; a < AUTHORS; a++) {
            List<String> got = readers.get(a).lines();
            assertThat(got).hasSize((AUTHORS - 1) * LINES).noneMatch(startsWith(a));
            for (int b = 0; b < a; b++) {
                int first = a;
                int second = b;
                assertThat(got.stream().filter(startsWith(second).negate()))
                        .containsExactlyElementsOf(readers.get(b).lines().stream()
                                .filter(startsWith(first).negate())
                                .toList());
            }
        }
    }

    private static Predicate<String> startsWith(int author) {
        return line -> line.startsWith("<" + author + ">");
    }

    private static final class Reader {
        final NarrowChannel channel = new NarrowChannel();
        final CountDownLatch done = new CountDownLatch(1);
        final Outbox outbox;
        private int linesMissing;

        Reader(ExecutorService threads, int lines) {
            linesMissing = lines;
            channel.takeAtMost(Integer.MAX_VALUE);
            outbox = new Outbox(MoreExecutors.newSequentialExecutor(threads), this::flush, 1 << 24);
        }

        private void flush() {
            try {
                int before = channel.lineEnds();
                Progress progress = outbox.writeTo(channel, 1000);
                if (progress == Progress.MORE) {
                    outbox.wake();
                }
                linesMissing -= channel.lineEnds() - before;
                if (linesMissing == 0) {
                    done.countDown();
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        List<String> lines() {
            return channel.received().lines().toList();
        }
    }
}
