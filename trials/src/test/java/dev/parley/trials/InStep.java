package dev.parley.trials;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * Two who talk in step, each waiting for what the other says, so that a line that is lost, doubled or changed shows at once.
 * Thread: one at a time.
 */
final class InStep implements AutoCloseable {
    private final Caller ann;
    private final Caller bob;
    private long lines;

    InStep(InetSocketAddress server) throws IOException {
        ann = Caller.join(server, "ann");
        bob = Caller.join(server, "bob");
    }

    /** Talks until it should not go on. Returns how many lines have arrived so far. */
    long talkWhile(BooleanSupplier goesOn) throws IOException {
        while (goesOn.getAsBoolean()) {
            tell(ann, bob);
            tell(bob, ann);
        }
        return lines;
    }

    /** Says so many lines. Returns how many have arrived so far. */
    long talk(int times) throws IOException {
        long end = lines + times;
        return talkWhile(() -> lines < end);
    }

    private void tell(Caller speaker, Caller listener) throws IOException {
        String text = "line " + lines;
        speaker.says(text);
        listener.awaits(speaker.name(), text);
        lines++;
    }

    /** Whether these two are alone in the room. */
    boolean areAlone() throws IOException {
        ann.says("/who");
        for (String line = ann.hears(); line != null; line = ann.hears()) {
            if (line.contains(" here: ")) {
                return line.startsWith("* 2 here: ");
            }
        }
        throw new AssertionError("ann has lost the connection");
    }

    @Override
    public void close() throws IOException {
        ann.close();
        bob.close();
    }
}
