package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A handshake in lines: for each step it waits for a line that says the expected, ignores all others, and gives its answer.
 * After the last one it is joined. Thread: the generator's.
 */
final class LineHandshake implements Handshake {
    /**
     * @param expected what the awaited line holds
     * @param answer what is sent then; may be empty
     */
    record Step(String expected, String answer) {}

    private static final byte[] NOTHING = {};

    private final String hello;
    private final String refusal;
    private final ImmutableList<Step> steps;
    private int done;

    /**
     * @param hello what is sent at once; may be empty
     * @param refusal what a line holds by which the server refuses
     */
    LineHandshake(String hello, String refusal, Step... steps) {
        this.hello = hello;
        this.refusal = refusal;
        this.steps = ImmutableList.copyOf(steps);
    }

    @Override
    public byte[] hello() {
        return hello.getBytes(US_ASCII);
    }

    @Override
    public byte[] hear(ByteBuffer received) {
        for (int bytes = ParleyDialect.bytesToLineEnd(received);
                bytes > 0 && !isJoined();
                bytes = ParleyDialect.bytesToLineEnd(received)) {
            byte[] line = new byte[bytes];
            received.get(line);
            String answer = answer(new String(line, US_ASCII));
            if (!answer.isEmpty()) {
                return answer.getBytes(US_ASCII);
            }
        }
        return NOTHING;
    }

    private String answer(String line) {
        if (line.contains(refusal)) {
            throw new IllegalStateException("the server refuses: " + line.stripTrailing());
        }
        Step next = steps.get(done);
        if (!line.contains(next.expected)) {
            return "";
        }
        done++;
        return next.answer;
    }

    @Override
    public boolean isJoined() {
        return done == steps.size();
    }
}
