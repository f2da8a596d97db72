package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Everything that was written to a terminal, escape sequences included, for a test to wait for, 10 s at most. */
final class Display extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        super.write(bytes, from, count);
        notifyAll();
    }

    @Override
    public synchronized void write(int b) {
        super.write(b);
        notifyAll();
    }

    /** Waits until the given texts are there, in this order, with whatever between them. */
    synchronized void await(String... texts) throws InterruptedException, TimeoutException {
        long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!holds(texts)) {
            long left = due - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException("not shown: " + String.join(" … ", texts) + "; but: " + toString(UTF_8));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private boolean holds(String... texts) {
        String all = toString(UTF_8);
        int from = 0;
        for (String text : texts) {
            int at = all.indexOf(text, from);
            if (at < 0) {
                return false;
            }
            from = at + text.length();
        }
        return true;
    }
}
